/** A refusal of our own: what is wrong, and what a person can do about it. Holds no personal data. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly todo = '',
  ) {
    super(message);
    this.name = 'Problem';
  }
}
