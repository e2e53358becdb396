/**
 * Properties whose change makes a new physical resource, as the AWS pages of the types say ("Update requires:
 * Replacement"). Only change sets read this: what is replaced is up to the provider of the type.
 */
const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::Connect::Instance': ['DirectoryId', 'IdentityManagementType'],
  'AWS::Connect::UserHierarchyGroup': ['ParentGroupArn'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Path', 'Description'],
  'AWS::IAM::Role': ['RoleName', 'Path'],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName', 'Qualifier'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType', 'TenancyConfig'],
  'AWS::Lambda::Permission': [
    'Action',
    'EventSourceToken',
    'FunctionName',
    'FunctionUrlAuthType',
    'Principal',
    'PrincipalOrgID',
    'SourceAccount',
    'SourceArn',
  ],
  'AWS::Lambda::Version': ['Description', 'FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled', 'BucketNamePrefix'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', 'StateMachineType'],
};

export function requiresReplacement(type: string, property: string): boolean {
  return CREATE_ONLY[type]?.includes(property) ?? false;
}
