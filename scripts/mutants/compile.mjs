/** Whether mutants are TypeScript that compiles: one that does not is no bug that anybody could have made. */
import { join } from 'node:path';
import ts from 'typescript';

export class Compiler {
  /** For the files of a copy that any mutant changes, and whatever they import. */
  constructor(folder, sources) {
    this.folder = folder;
    const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: ['lambda', 'lib'] },
      ts.sys,
      folder,
    );
    // What a mutant leaves unused, it shows where the code was taken away.
    this.options = { ...options, types: ['node'], noUnusedLocals: false, noUnusedParameters: false };
    this.rootNames = [...new Set(sources)].map((source) => join(folder, source));
    this.host = ts.createCompilerHost(this.options);
    // Where the types of Node are looked for.
    this.host.getCurrentDirectory = () => folder;
    this.files = new Map();
    const read = this.host.getSourceFile.bind(this.host);
    this.host.getSourceFile = (path, ...rest) => {
      if (!this.files.has(path)) this.files.set(path, read(path, ...rest));
      return this.files.get(path);
    };
  }

  /** What is wrong with these files as they are now; the rest is as it was the last time. */
  problems(sources) {
    const paths = sources.map((source) => join(this.folder, source));
    for (const path of paths) this.files.delete(path);
    this.program = ts.createProgram(this.rootNames, this.options, this.host, this.program);
    const diagnostics = paths.flatMap((path) => {
      const file = this.program.getSourceFile(path);
      return [...this.program.getSyntacticDiagnostics(file), ...this.program.getSemanticDiagnostics(file)];
    });
    // The next mutant starts from the files without this one.
    for (const path of paths) this.files.delete(path);
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  }
}
