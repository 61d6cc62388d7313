// Access to the unpacked npm package: declarations as syntax trees, and the JavaScript beside them as text.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

export async function openPackage(directory, typescriptFile) {
  const { default: ts } = await import(pathToFileURL(typescriptFile));
  const read = file => fs.readFileSync(path.join(directory, file), "utf8");
  // JSDoc is not parsed (half of the time); the one tag that matters is found in the text, see deprecation().
  const parse = (name, text) => ts.createSourceFile(
    name, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false);

  return {
    ts,
    version: JSON.parse(read("package.json")).version,
    declarations: file => parse(file, read(`${file}.d.ts`)),
    script: file => read(`${file}.js`),
    nestedTypes: lazily(side => lazily(module => interfacesOf(ts, parse(side, slice(read(`types/${side}.d.ts`), module))))),
    enums: lazily(module => parse(module, read(path.posix.join("types/enums", module, "index.d.ts")))),
  };
}

// types/input.d.ts is 5.7 MB, most of it of modules that are not in the subset: only the module's own lines are parsed.
function slice(text, module) {
  if (module === "") return text.slice(0, text.indexOf("\nexport declare namespace "));
  const start = text.indexOf(`\nexport declare namespace ${module} {`);
  if (start < 0) throw new Error(`@pulumi/aws declares no nested types for module '${module}'; is it spelt as in the package?`);
  return text.slice(start, text.indexOf("\n}", start) + 2);
}

function interfacesOf(ts, source) {
  const first = source.statements[0];
  const statements = first && ts.isModuleDeclaration(first) ? first.body.statements : source.statements;
  return new Map(statements.filter(ts.isInterfaceDeclaration).map(node => [node.name.text, { node, source }]));
}

function lazily(make) {
  const made = new Map();
  return key => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key);
  };
}
