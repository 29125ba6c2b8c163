// What asks again and again until something is so takes the processor from what it waits for.

/** Between two questions; nothing is taken to have happened meanwhile. */
export const betweenPolls = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
