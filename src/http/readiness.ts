// Whether the server can do its work: the named probes that the rooms behind it are asked by.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';

export interface Probe {
  readonly name: string;
  /** Rejects when it is not well; what it resolves to is shown. */
  check(): Promise<Readonly<Record<string, unknown>> | void>;
}

export type ProbeAnswer = { readonly status: 'up' | 'down' } & Readonly<Record<string, unknown>>;

const patience = 2000;

@Injectable()
export class Readiness {
  private readonly probes: Probe[] = [];

  add(...probes: readonly Probe[]): void {
    this.probes.push(...probes);
  }

  /** Every probe's answer by its name. Throws `unavailable` with the same `checks` when one is down. */
  async check(): Promise<Readonly<Record<string, ProbeAnswer>>> {
    const answers = await Promise.all(this.probes.map(async (probe) => [probe.name, await ask(probe)] as const));
    const checks = Object.fromEntries(answers);
    const down = answers.filter(([, answer]) => answer.status === 'down').map(([name]) => name);
    if (down.length === 0) return checks;
    throw new Rejection('unavailable', `Not ready: ${down.join(', ')}.`, { checks });
  }
}

async function ask(probe: Probe): Promise<ProbeAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer.')), patience);
  });
  try {
    return { status: 'up', ...(await Promise.race([probe.check(), late])) };
  } catch (error) {
    // Anybody may ask: a refusal says what is wrong in our words, another error could hold addresses.
    return { status: 'down', ...(error instanceof Rejection && { reason: error.message }) };
  } finally {
    clearTimeout(timer);
  }
}
