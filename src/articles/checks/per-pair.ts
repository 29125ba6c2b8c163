// What is made of two things that stay from edit to edit is made once.

/** The function, answering from memory for two objects that it was asked about before; they are not kept for it. */
export function perPair<One extends object, Other extends object, Made extends object>(
  make: (one: One, other: Other) => Made,
): (one: One, other: Other) => Made {
  const known = new WeakMap<One, WeakMap<Other, Made>>();
  return (one, other) => {
    let others = known.get(one);
    if (!others) known.set(one, (others = new WeakMap()));
    const earlier = others.get(other);
    if (earlier) return earlier;
    const made = make(one, other);
    others.set(other, made);
    return made;
  };
}
