// A pause that whatever happens ends; what happened since `begin` is not missed.

export class Rest {
  private stirred = false;
  private wakeUp: (() => void) | undefined;

  begin(): void {
    this.stirred = false;
  }

  stir(): void {
    this.stirred = true;
    this.wakeUp?.();
  }

  /** At most so many milliseconds, a second at the longest. */
  async rest(milliseconds: number): Promise<void> {
    if (!this.stirred) {
      await new Promise<void>((settle) => {
        const timer = setTimeout(settle, Math.min(Math.max(milliseconds, 0), 1_000));
        this.wakeUp = () => {
          clearTimeout(timer);
          settle();
        };
      });
      this.wakeUp = undefined;
    }
    this.stirred = false;
  }
}
