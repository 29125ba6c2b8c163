// How things are called on the page. Pure.

/** E.g. `article-edited` as `Article edited`. */
export const typeLabel = (type: string): string => type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ');

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** Always UTC: two auditors who compare notes read the same time. */
export const momentLabel = (time: string): string => `${moment.format(new Date(time))} UTC`;
export const dayLabel = (time: string): string => `${day.format(new Date(time))} UTC`;

const number = new Intl.NumberFormat('en-GB');
export const count = (value: number): string => number.format(value);

export const many = (value: number, one: string, more = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : more}`;
