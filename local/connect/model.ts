/**
 * The shapes of what Amazon Connect's user calls are given, as its API model (2017-08-08) has them.
 * Answers have no shape here: they are made by this code, not judged by it.
 */
import { boolean, float, integer, list, map, oneOf, structure, text, type Shapes } from './shape';

const E164 = /^\+[1-9]\d{1,14}$/;

const user = { 'InstanceId!': 'InstanceId', 'UserId!': 'UserId' };
const quickConnect = { 'InstanceId!': 'InstanceId', 'QuickConnectId!': 'QuickConnectId' };
const page = { 'InstanceId!': 'InstanceId', NextToken: 'NextToken', MaxResults: 'MaxResult1000' };
const channelLists = {
  AutoAcceptConfigs: 'AutoAcceptConfigs',
  AfterContactWorkConfigs: 'AfterContactWorkConfigs',
  PhoneNumberConfigs: 'PhoneNumberConfigs',
  PersistentConnectionConfigs: 'PersistentConnectionConfigs',
  VoiceEnhancementConfigs: 'VoiceEnhancementConfigs',
};

const scalars: Shapes = {
  ARN: text(),
  AfterContactWorkTimeLimit: integer(0),
  AgentFirstName: text(0, 255),
  AgentLastName: text(0, 300),
  AgentUsername: text(1, 100),
  Boolean: boolean,
  Channel: oneOf('VOICE', 'CHAT', 'TASK', 'EMAIL'),
  ContactFlowId: text(undefined, 500),
  DirectoryUserId: text(),
  Email: text(),
  HierarchyGroupId: text(),
  HierarchyGroupMatchType: oneOf('EXACT', 'WITH_CHILD_GROUPS'),
  InstanceId: text(1, 100),
  Integer: integer(),
  MaxResult100: integer(1, 100),
  MaxResult500: integer(1, 500),
  MaxResult1000: integer(1, 1000),
  NextToken: text(),
  NextToken2500: text(1, 2500),
  NumberComparisonType: oneOf(
    'GREATER_OR_EQUAL',
    'GREATER',
    'LESSER_OR_EQUAL',
    'LESSER',
    'EQUAL',
    'NOT_EQUAL',
    'RANGE',
  ),
  // The model wraps this pattern in slashes, as if it were JavaScript; the slashes are no part of it.
  Password: text(undefined, undefined, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z\d\S]{8,64}$/),
  // The model escapes this pattern once too often (`\\+[1-9]\\d{1,14}$` matches backslashes); E.164 is meant.
  PhoneNumber: text(undefined, undefined, E164),
  PhoneType: oneOf('SOFT_PHONE', 'DESK_PHONE'),
  PredefinedAttributeName: text(1, 100),
  PredefinedAttributeStringValue: text(1, 100),
  ProficiencyLevel: float(1, 5),
  QueueId: text(),
  QuickConnectDescription: text(1, 250),
  QuickConnectId: text(),
  QuickConnectName: text(1, 127),
  QuickConnectType: oneOf('USER', 'QUEUE', 'PHONE_NUMBER', 'FLOW'),
  RoutingProfileId: text(),
  SecurityProfileId: text(),
  SensitivePhoneNumber: text(undefined, undefined, E164),
  String: text(),
  StringComparisonType: oneOf('STARTS_WITH', 'CONTAINS', 'EXACT'),
  TagKey: text(1, 128, /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
  TagValue: text(0, 256),
  TargetListType: oneOf('PROFICIENCIES'),
  UserId: text(),
  VoiceEnhancementMode: oneOf('VOICE_ISOLATION', 'NOISE_SUPPRESSION', 'NONE'),
};

const lists: Shapes = {
  AfterContactWorkConfigs: list('AfterContactWorkConfigPerChannel'),
  AttributeOrConditionList: list('AttributeAndCondition'),
  AutoAcceptConfigs: list('AutoAcceptConfig'),
  Conditions: list('Condition'),
  PersistentConnectionConfigs: list('PersistentConnectionConfig'),
  PhoneNumberConfigs: list('PhoneNumberConfig'),
  QuickConnectTypes: list('QuickConnectType', undefined, 4),
  SecurityProfileIds: list('SecurityProfileId', 1, 10),
  TagAndConditionList: list('TagCondition'),
  TagKeyList: list('TagKey', 1, 50),
  TagMap: map('TagKey', 'TagValue', 1, 50),
  TagOrConditionList: list('TagAndConditionList'),
  UserProficiencyDisassociateList: list('UserProficiencyDisassociate'),
  UserProficiencyList: list('UserProficiency'),
  UserSearchConditionList: list('UserSearchCriteria'),
  VoiceEnhancementConfigs: list('VoiceEnhancementConfig'),
};

const structures: Shapes = {
  AfterContactWorkConfig: structure({ AfterContactWorkTimeLimit: 'AfterContactWorkTimeLimit' }),
  AfterContactWorkConfigPerChannel: structure({
    'Channel!': 'Channel',
    'AfterContactWorkConfig!': 'AfterContactWorkConfig',
    AgentFirstCallbackAfterContactWorkConfig: 'AfterContactWorkConfig',
  }),
  AttributeAndCondition: structure({
    TagConditions: 'TagAndConditionList',
    HierarchyGroupCondition: 'HierarchyGroupCondition',
  }),
  AutoAcceptConfig: structure({
    'Channel!': 'Channel',
    'AutoAccept!': 'Boolean',
    AgentFirstCallbackAutoAccept: 'Boolean',
  }),
  Condition: structure({ StringCondition: 'StringCondition', NumberCondition: 'NumberCondition' }),
  ControlPlaneTagFilter: structure({
    OrConditions: 'TagOrConditionList',
    AndConditions: 'TagAndConditionList',
    TagCondition: 'TagCondition',
  }),
  ControlPlaneUserAttributeFilter: structure({
    OrConditions: 'AttributeOrConditionList',
    AndCondition: 'AttributeAndCondition',
    TagCondition: 'TagCondition',
    HierarchyGroupCondition: 'HierarchyGroupCondition',
  }),
  HierarchyGroupCondition: structure({ Value: 'String', HierarchyGroupMatchType: 'HierarchyGroupMatchType' }),
  ListCondition: structure({ TargetListType: 'TargetListType', Conditions: 'Conditions' }),
  NumberCondition: structure({
    FieldName: 'String',
    MinValue: 'Integer',
    MaxValue: 'Integer',
    ComparisonType: 'NumberComparisonType',
  }),
  PersistentConnectionConfig: structure({ 'Channel!': 'Channel', 'PersistentConnection!': 'Boolean' }),
  PhoneNumberConfig: structure({
    'Channel!': 'Channel',
    'PhoneType!': 'PhoneType',
    PhoneNumber: 'SensitivePhoneNumber',
  }),
  PhoneNumberQuickConnectConfig: structure({ 'PhoneNumber!': 'PhoneNumber' }),
  FlowQuickConnectConfig: structure({ 'ContactFlowId!': 'ContactFlowId' }),
  QueueQuickConnectConfig: structure({ 'QueueId!': 'QueueId', 'ContactFlowId!': 'ContactFlowId' }),
  QuickConnectConfig: structure({
    'QuickConnectType!': 'QuickConnectType',
    UserConfig: 'UserQuickConnectConfig',
    QueueConfig: 'QueueQuickConnectConfig',
    PhoneConfig: 'PhoneNumberQuickConnectConfig',
    FlowConfig: 'FlowQuickConnectConfig',
  }),
  StringCondition: structure({
    FieldName: 'String',
    Value: 'String',
    ComparisonType: 'StringComparisonType',
  }),
  TagCondition: structure({ TagKey: 'String', TagValue: 'String' }),
  UserIdentityInfo: structure({
    FirstName: 'AgentFirstName',
    LastName: 'AgentLastName',
    Email: 'Email',
    SecondaryEmail: 'Email',
    Mobile: 'PhoneNumber',
  }),
  UserPhoneConfig: structure({
    PhoneType: 'PhoneType',
    AutoAccept: 'Boolean',
    AfterContactWorkTimeLimit: 'AfterContactWorkTimeLimit',
    DeskPhoneNumber: 'SensitivePhoneNumber',
    PersistentConnection: 'Boolean',
  }),
  UserProficiency: structure({
    'AttributeName!': 'PredefinedAttributeName',
    'AttributeValue!': 'PredefinedAttributeStringValue',
    'Level!': 'ProficiencyLevel',
  }),
  UserQuickConnectConfig: structure({ 'UserId!': 'UserId', 'ContactFlowId!': 'ContactFlowId' }),
  UserProficiencyDisassociate: structure({
    'AttributeName!': 'PredefinedAttributeName',
    'AttributeValue!': 'PredefinedAttributeStringValue',
  }),
  UserSearchCriteria: structure({
    OrConditions: 'UserSearchConditionList',
    AndConditions: 'UserSearchConditionList',
    StringCondition: 'StringCondition',
    ListCondition: 'ListCondition',
    HierarchyGroupCondition: 'HierarchyGroupCondition',
  }),
  UserSearchFilter: structure({
    TagFilter: 'ControlPlaneTagFilter',
    UserAttributeFilter: 'ControlPlaneUserAttributeFilter',
  }),
  VoiceEnhancementConfig: structure({
    'Channel!': 'Channel',
    'VoiceEnhancementMode!': 'VoiceEnhancementMode',
  }),
};

/** One shape for what each operation is given, under the operation's name. */
const inputs: Shapes = {
  AssociateUserProficiencies: structure({ ...user, 'UserProficiencies!': 'UserProficiencyList' }),
  CreateUser: structure({
    'Username!': 'AgentUsername',
    Password: 'Password',
    IdentityInfo: 'UserIdentityInfo',
    PhoneConfig: 'UserPhoneConfig',
    DirectoryUserId: 'DirectoryUserId',
    'SecurityProfileIds!': 'SecurityProfileIds',
    'RoutingProfileId!': 'RoutingProfileId',
    HierarchyGroupId: 'HierarchyGroupId',
    'InstanceId!': 'InstanceId',
    ...channelLists,
    Tags: 'TagMap',
  }),
  CreateQuickConnect: structure({
    'InstanceId!': 'InstanceId',
    'Name!': 'QuickConnectName',
    Description: 'QuickConnectDescription',
    'QuickConnectConfig!': 'QuickConnectConfig',
    Tags: 'TagMap',
  }),
  DeleteQuickConnect: structure(quickConnect),
  DeleteUser: structure(user),
  DescribeInstance: structure({ 'InstanceId!': 'InstanceId' }),
  DescribeQuickConnect: structure(quickConnect),
  DescribeUser: structure(user),
  DisassociateUserProficiencies: structure({
    ...user,
    'UserProficiencies!': 'UserProficiencyDisassociateList',
  }),
  ListQuickConnects: structure({ ...page, QuickConnectTypes: 'QuickConnectTypes' }),
  ListRoutingProfiles: structure(page),
  ListSecurityProfiles: structure(page),
  ListTagsForResource: structure({ 'resourceArn!': 'ARN' }),
  ListUserHierarchyGroups: structure(page),
  ListUserProficiencies: structure({ ...user, NextToken: 'NextToken', MaxResults: 'MaxResult100' }),
  ListUsers: structure(page),
  SearchUsers: structure({
    'InstanceId!': 'InstanceId',
    NextToken: 'NextToken2500',
    MaxResults: 'MaxResult500',
    SearchFilter: 'UserSearchFilter',
    SearchCriteria: 'UserSearchCriteria',
  }),
  TagResource: structure({ 'resourceArn!': 'ARN', 'tags!': 'TagMap' }),
  UntagResource: structure({ 'resourceArn!': 'ARN', 'tagKeys!': 'TagKeyList' }),
  UpdateUserConfig: structure({ ...user, ...channelLists }),
  UpdateUserHierarchy: structure({ ...user, HierarchyGroupId: 'HierarchyGroupId' }),
  UpdateUserIdentityInfo: structure({ ...user, 'IdentityInfo!': 'UserIdentityInfo' }),
  UpdateUserPhoneConfig: structure({ ...user, 'PhoneConfig!': 'UserPhoneConfig' }),
  UpdateUserProficiencies: structure({ ...user, 'UserProficiencies!': 'UserProficiencyList' }),
  UpdateUserRoutingProfile: structure({ ...user, 'RoutingProfileId!': 'RoutingProfileId' }),
  UpdateUserSecurityProfiles: structure({ ...user, 'SecurityProfileIds!': 'SecurityProfileIds' }),
};

export const SHAPES: Shapes = { ...scalars, ...lists, ...structures, ...inputs };
