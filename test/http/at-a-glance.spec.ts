import 'reflect-metadata';
import { IsInt, IsOptional, Matches } from 'class-validator';
import { AtAGlance, isEmpty, validation } from '../../src/http/validation';

@AtAGlance<Place>(({ id }) => id === 'here')
class Place {
  @Matches(/^(here|there)$/) id!: string;
}

class Street extends Place {
  @IsInt() number!: number;
}

@AtAGlance(isEmpty)
class Query {
  @IsOptional() @Matches(/^\d$/) page?: string;
}

const check = (metatype: new () => object, value: unknown): Promise<unknown> =>
  Promise.resolve().then(() => validation().transform(value, { type: 'query', metatype }) as unknown);

describe('A value that is right at a glance', () => {
  it('is taken as an instance of its class, as any other', async () => {
    for (const id of ['here', 'there']) {
      const taken = await check(Place, { id });
      expect(taken).toBeInstanceOf(Place);
      expect(taken).toEqual({ id });
    }
    expect(await check(Query, {})).toBeInstanceOf(Query);
  });

  it('is decided by the validators wherever the glance does not', async () => {
    await expect(check(Place, { id: 'nowhere' })).rejects.toMatchObject({ code: 'validation-failed' });
    await expect(check(Query, { page: 'x' })).rejects.toMatchObject({ code: 'validation-failed' });
    await expect(check(Query, { pages: '1' })).rejects.toMatchObject({ code: 'validation-failed' });
  });

  it('is not one for a class that asks for more', async () => {
    await expect(check(Street, { id: 'here' })).rejects.toMatchObject({ code: 'validation-failed' });
  });
});
