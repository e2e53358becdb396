/** Documents that hold `CreateUser` requests, as people have them already. Pure: no CDK, no file system. */
export { parseFile } from './file';
export { DocumentError, type DocumentProblem } from './problem';
export { parseRequest, type PasswordRequest, type UserRequest } from './request';
