// usage: node main.mjs <unpacked @pulumi/aws> <typescript.js> <subset.json> <output folder>
// Reads the Node package of the AWS provider, writes the part of the C# one that the subset names.
import fs from "node:fs";
import { inputClass, outputClass } from "./classes.mjs";
import { writeEnum } from "./enums.mjs";
import { writeFunction } from "./function.mjs";
import { openPackage } from "./npm-package.mjs";
import { writeResource } from "./resource.mjs";
import { shapes } from "./shape.mjs";
import { sourceTree } from "./source-tree.mjs";
import { folderOf, namespaceOf, nestedName, nestedNamespace, spellingFor, upper } from "./spelling.mjs";
import { writeUtilities } from "./utilities.mjs";

const [packageDirectory, typescriptFile, subsetFile, outputDirectory] = process.argv.slice(2);
const { "//": _, ...subset } = JSON.parse(fs.readFileSync(subsetFile, "utf8"));
const npm = await openPackage(packageDirectory, typescriptFile);
const shape = shapes(npm.ts), tree = sourceTree();

// Nested types and enums are written because something names them; writing one may name more.
const nested = new Map(), enums = new Map();
const spell = (module, owner, role) => spellingFor(module, owner, role, {
  wanted: (type, use) => nested.set(`${type.side} ${type.module}.${type.name} ${use}`, { ...type, role: use }),
  wantedEnum: type => enums.set(`${type.module}.${type.name}`, type),
});
const file = (module, ...rest) => [folderOf(module), ...rest].filter(Boolean).join("/") + ".cs";

for (const [key, names] of Object.entries(subset)) {
  const module = key === "index" ? "" : key;
  for (const name of names) {
    const write = name.startsWith("get") ? writeFunction : writeResource;
    tree.add(file(module, upper(name)), namespaceOf(module), write({ npm, shape, spell }, module, name));
  }
}

for (const { side, module, name, role } of nested.values()) { // a Map's iteration also visits what is added meanwhile
  const declared = npm.nestedTypes(side)(module).get(name);
  if (!declared) throw new Error(`@pulumi/aws declares no ${side} type '${module}.${name}', though a property has it.`);
  const members = shape.members(declared.node, declared.source), spelling = spell(module, name, role);
  const type = nestedName(name, role), folder = nestedNamespace(role);
  const body = folder === "Outputs" ? outputClass(type, members, spelling)
    : inputClass(type, role === "in" ? "ResourceArgs" : "InvokeArgs", members, spelling);
  tree.add(file(module, folder, type), `${namespaceOf(module)}.${folder}`, body);
}

for (const { module, name } of enums.values()) {
  tree.add(file(module, "Enums", name), namespaceOf(module), writeEnum(name, shape.enumValues(npm.enums(module), name)));
}

tree.add("Utilities.cs", "Pulumi.Aws", writeUtilities(npm.version));
const count = tree.writeTo(outputDirectory);
console.log(`Pulumi.Aws ${npm.version}: ${Object.values(subset).flat().length} resources and functions, ${nested.size} nested types, ${count} files.`);
