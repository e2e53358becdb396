import { nearest } from '../../../lambda/connect/nearest';

test.each([
  ['Agent', ['Admin', 'Agents', 'CallCenterManager'], 'Agents'],
  ['agent', ['Agent'], 'Agent'],
  ['Amdin', ['Agent', 'Admin'], 'Admin'],
  ['Basic Routing', ['Basic Routing Profile', 'Other'], undefined],
  ['QualityAnalist', ['QualityAnalyst'], 'QualityAnalyst'],
  ['Zebra', ['Agent', 'Admin'], undefined],
  ['Zebra', [], undefined],
  ['x'.repeat(300), ['x'.repeat(300)], undefined],
])('%s of %j: %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});
