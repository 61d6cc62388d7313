// From TypeScript declarations to the intermediate form, which knows neither TypeScript nor C#:
//   type   { kind: string | bool | number | any | archive | asset | list | map | union | enum | object, of?, module?, name?, side? }
//   member { name, type, given, nullable, obsolete }   given: it must be set; nullable: it may be absent when read
import { nodeOnly } from "./unknowable.mjs";

export function shapes(ts) {
  const S = ts.SyntaxKind;
  const keywords = new Map([[S.StringKeyword, "string"], [S.BooleanKeyword, "bool"], [S.NumberKeyword, "number"], [S.AnyKeyword, "any"]]);

  /** @returns a type, or null for what only Node has: another resource where its id would do, a policy as an object. */
  function type(node) {
    if (keywords.has(node.kind)) return { kind: keywords.get(node.kind) };
    if (ts.isParenthesizedTypeNode(node)) return type(node.type);
    if (ts.isLiteralTypeNode(node)) return { kind: "string" };
    if (ts.isArrayTypeNode(node)) return { kind: "list", of: type(node.elementType) };
    if (ts.isTypeLiteralNode(node)) return { kind: "map", of: type(node.members[0].type) };
    if (ts.isUnionTypeNode(node)) return union(node);
    if (ts.isTypeReferenceNode(node)) return reference(node);
    throw new Error(`No shape is known for the TypeScript type ${S[node.kind]}: teach generator/shape.mjs.`);
  }

  function union(node) {
    const parts = node.types.filter(part => part.kind !== S.UndefinedKeyword).map(type).filter(Boolean);
    return parts.length === 1 ? parts[0] : { kind: "union", of: parts };
  }

  function reference(node) {
    const path = dotted(node.typeName), name = path.at(-1);
    const module = path.length > 2 ? path[1] : "";
    if (nodeOnly.has(name)) return null;
    switch (path[0]) {
      case "inputs": case "outputs": return { kind: "object", side: path[0].slice(0, -1), module, name };
      case "enums": return { kind: "enum", module, name };
      case "pulumi": return path[1] === "asset" ? { kind: name === "Archive" ? "archive" : "asset" } : type(node.typeArguments[0]); // Input<>, Output<>
      default: return null; // a class of the package: "string | Role"
    }
  }

  const dotted = name => ts.isIdentifier(name) ? [name.text] : [...dotted(name.left), name.right.text];
  const mayBeUndefined = node => ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []).some(mayBeUndefined)
    : ts.isUnionTypeNode(node) && node.types.some(part => part.kind === S.UndefinedKeyword);

  return {
    members: (declaration, source) => declaration.members
      .filter(node => ts.isPropertySignature(node)
        || (ts.isPropertyDeclaration(node) && !node.modifiers?.some(modifier => modifier.kind === S.StaticKeyword)))
      .map(node => ({
        name: node.name.text,
        type: type(node.type),
        given: !node.questionToken,
        nullable: !!node.questionToken || mayBeUndefined(node.type),
        obsolete: deprecation(node, source),
      })),
    enumValues: (source, name) => {
      const declared = source.statements.filter(ts.isVariableStatement)
        .flatMap(statement => [...statement.declarationList.declarations]).find(candidate => candidate.name.text === name);
      if (!declared) throw new Error(`@pulumi/aws has no enum '${name}' where a property refers to it.`);
      return declared.type.members.map(node => ({ name: node.name.text, value: node.type.literal.text, obsolete: deprecation(node, source) }));
    },
    declaration: (source, name) => {
      const node = source.statements.find(statement => statement.name?.text === name
        && (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)));
      return node && { node, source, obsolete: deprecation(node, source) };
    },
  };
}

/** The text of the @deprecated tag in the comment before a node, or null. */
function deprecation(node, source) {
  const comment = source.text.slice(node.pos, node.getStart(source));
  const found = /@deprecated ([^]*?)(?=\n\s*\*\s*@|\s*\*\/)/.exec(comment);
  return found && found[1].split("\n").map(line => line.replace(/^\s*\*\s?/, "").trim()).join("\n").trim();
}
