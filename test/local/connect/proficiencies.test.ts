import { bench } from './harness';

const skill = (AttributeValue: string, Level: number, AttributeName = 'connect:Language') => ({
  AttributeName,
  AttributeValue,
  Level,
});
const bare = (AttributeValue: string) => ({ AttributeName: 'connect:Language', AttributeValue });

describe('proficiencies', () => {
  it('come, change and go', async () => {
    const { user, ok, service } = bench();
    const key = await user();
    const list = async () => (await ok('ListUserProficiencies', key))['UserProficiencyList'];
    expect(await ok('ListUserProficiencies', key)).toEqual({ UserProficiencyList: [] });
    await ok('AssociateUserProficiencies', {
      ...key,
      UserProficiencies: [skill('connect:English', 5), skill('connect:French', 2)],
    });
    await ok('UpdateUserProficiencies', { ...key, UserProficiencies: [skill('connect:French', 3)] });
    expect(await list()).toEqual([skill('connect:English', 5), skill('connect:French', 3)]);
    await ok('DisassociateUserProficiencies', { ...key, UserProficiencies: [bare('connect:English')] });
    expect(await list()).toEqual([skill('connect:French', 3)]);
    expect(service.users()[0]?.Proficiencies).toEqual([skill('connect:French', 3)]);
  });

  it('may be of an attribute that the instance was given', async () => {
    const { user, ok, service } = bench();
    const key = await user();
    service.addPredefinedAttribute(key.InstanceId, 'Technology', ['Kinesis']);
    await ok('AssociateUserProficiencies', {
      ...key,
      UserProficiencies: [skill('Kinesis', 1, 'Technology')],
    });
  });

  it.each([
    ['Associate', [skill('connect:English', 3)], 'InvalidRequestException', 'already associated'],
    ['Associate', [skill('connect:French', 2.5)], 'InvalidParameterException', 'must be 1, 2, 3, 4 or 5'],
    ['Associate', [skill('connect:French', 0)], 'InvalidParameterException', 'greater than or equal to 1'],
    ['Associate', [skill('connect:French', 6)], 'InvalidParameterException', 'less than or equal to 5'],
    ['Associate', [skill('Klingon', 1)], 'ResourceNotFoundException', 'no such value'],
    ['Associate', [skill('x', 1, 'Technology')], 'ResourceNotFoundException', 'no predefined attribute'],
    [
      'Associate',
      [skill('connect:French', 1), skill('connect:French', 2)],
      'InvalidParameterException',
      'twice',
    ],
    ['Associate', undefined, 'InvalidParameterException', 'must not be null'],
    ['Update', [skill('connect:French', 3)], 'ResourceNotFoundException', 'not associated'],
    ['Update', [skill('connect:English', 1.5)], 'InvalidParameterException', 'must be 1, 2, 3, 4 or 5'],
    ['Disassociate', [bare('connect:French')], 'ResourceNotFoundException', 'not associated'],
  ])('%s %j is refused and changes nothing', async (verb, UserProficiencies, error, message) => {
    const { user, ok, send, service } = bench();
    const key = await user();
    await ok('AssociateUserProficiencies', { ...key, UserProficiencies: [skill('connect:English', 5)] });
    const answer = await send(`${verb}UserProficiencies`, { ...key, UserProficiencies });
    expect(answer.error).toBe(error);
    expect(answer.message).toContain(message);
    expect(service.users()[0]?.Proficiencies).toEqual([skill('connect:English', 5)]);
  });

  it('are listed in pages', async () => {
    const { user, ok, service } = bench();
    const key = await user();
    const values = ['a', 'b', 'c'];
    service.addPredefinedAttribute(key.InstanceId, 'x', values);
    await ok('AssociateUserProficiencies', {
      ...key,
      UserProficiencies: values.map((v) => skill(v, 1, 'x')),
    });
    const first = await ok('ListUserProficiencies', { ...key, MaxResults: 2 });
    expect(first['UserProficiencyList']).toHaveLength(2);
    expect(first['LastModifiedRegion']).toBe('us-east-1');
    const second = await ok('ListUserProficiencies', {
      ...key,
      MaxResults: 2,
      NextToken: first['NextToken'],
    });
    expect(second['UserProficiencyList']).toEqual([skill('c', 1, 'x')]);
    expect(second).not.toHaveProperty('NextToken');
  });
});
