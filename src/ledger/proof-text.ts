// A proof that can be checked offline, with its checkpoint, as https://c2sp.org/tlog-proof has it. Pure.

/** @param checkpoint the signed note of the tree that the proof is of */
export function proofText(
  proof: { readonly position: number; readonly path: readonly Buffer[] },
  checkpoint: string,
): string {
  const path = proof.path.map((hash) => `${hash.toString('base64')}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${proof.position - 1}\n${path.join('')}\n${checkpoint}`;
}
