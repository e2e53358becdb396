/**
 * What runs inside a function's process: Lambda's runtime, as small as it can be. Plain JavaScript, since the
 * process has nothing but Node: no loader, and none of our modules.
 *
 * The parent talks over the IPC channel. Each invocation ends with a marker on stdout and stderr, so that the
 * parent knows that it has read every line of it.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setImmediate } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const environment = process.env;
const root = environment.LAMBDA_TASK_ROOT;
const json = environment.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const send = process.send.bind(process);
let marker = '';
let requestId = 'undefined';

const LEVELS = { log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE' };
for (const [method, level] of Object.entries(LEVELS)) {
  console[method] = (...values) => {
    const timestamp = new Date().toISOString();
    const single = values.length === 1 && typeof values[0] === 'object' ? values[0] : format(...values);
    const line = json
      ? JSON.stringify({ timestamp, level, requestId, message: single })
      : `${timestamp}\t${requestId}\t${level}\t${format(...values)}`;
    // One call is one event, whatever it prints: the parent turns these back into line breaks.
    process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
  };
}

function describe(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

function write(stream, text) {
  return new Promise((resolve) => stream.write(text, resolve));
}

async function report(message) {
  await write(process.stdout, `${marker}\n`);
  await write(process.stderr, `${marker}\n`);
  await new Promise((resolve) => send({ ...message, rss: process.memoryUsage().rss }, resolve));
}

function fatal(kind, status) {
  return (error) => {
    console.error(`${kind} \t${JSON.stringify(describe(error))}`);
    const type = kind === 'Uncaught Exception' ? 'UncaughtException' : 'UnhandledPromiseRejection';
    const described = { ...describe(error), errorType: `Runtime.${type}` };
    void report({ type: 'result', error: described, fatal: true }).then(() => process.exit(status));
  };
}
process.on('unhandledRejection', fatal('Unhandled Promise Rejection', 128));
process.on('uncaughtException', fatal('Uncaught Exception', 129));
// Without its parent a function has nobody to answer to.
process.on('disconnect', () => process.exit(0));

function named(errorType, message) {
  const error = new Error(message);
  error.name = `Runtime.${errorType}`;
  return error;
}

async function load() {
  const given = environment._HANDLER;
  const [, file, name] = /^(.+?)\.([^./\\]+)$/.exec(given) ?? [];
  if (!file) throw named('MalformedHandlerName', `Bad handler: ${given}`);
  const path = ['.js', '.mjs', '.cjs'].map((end) => join(root, file + end)).find(existsSync);
  if (!path) throw named('ImportModuleError', `Error: Cannot find module '${file}'`);
  let module;
  try {
    module = path.endsWith('.mjs') ? await import(pathToFileURL(path).href) : createRequire(path)(path);
  } catch (error) {
    if (error.code === 'ERR_REQUIRE_ESM') {
      module = await import(pathToFileURL(path).href);
    } else if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND') {
      throw named('ImportModuleError', `Error: ${error.message}`);
    } else if (error instanceof SyntaxError) {
      throw named('UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    } else {
      throw error;
    }
  }
  const handler = module[name];
  if (handler === undefined) throw named('HandlerNotFound', `${given} is undefined or not exported`);
  if (typeof handler !== 'function') throw named('HandlerNotFound', `${given} is not a function`);
  return handler;
}

function contextOf({ id, arn, deadline }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: arn,
    awsRequestId: id,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** Promises, and callbacks where the runtime still has them (not from Node.js 24 on). */
function call(handler, event, context) {
  const version = Number(/nodejs(\d+)/.exec(environment.AWS_EXECUTION_ENV)?.[1]);
  if (handler.length < 3) return handler(event, context);
  if (version >= 24) {
    throw named('CallbackHandlerDeprecated', 'Callback-based handlers are gone in Node.js 24: use async.');
  }
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

async function invoke(handler, message) {
  requestId = message.id;
  try {
    const value = await call(handler, JSON.parse(message.event), contextOf(message));
    let payload;
    try {
      payload = JSON.stringify(value) ?? 'null';
    } catch (error) {
      throw named('MarshalError', `Unable to stringify response body as json: ${error.message}`);
    }
    await report({ type: 'result', payload });
  } catch (error) {
    const described = describe(error);
    const { errorType, errorMessage, trace } = described;
    console.error(`Invoke Error \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
    await report({ type: 'result', error: described });
  }
}

process.once('message', (first) => {
  marker = first.marker;
  load().then(
    (handler) => {
      process.on('message', (message) => {
        // On a fresh turn of the loop, so that what a handler throws is never this listener's.
        setImmediate(() => void invoke(handler, message));
      });
      send({ type: 'ready' });
    },
    (error) => {
      console.error(`Uncaught Exception \t${JSON.stringify(describe(error))}`);
      void report({ type: 'init-error', error: describe(error) }).then(() => process.exit(1));
    },
  );
});
