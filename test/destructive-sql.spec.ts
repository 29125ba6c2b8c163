// Nothing is changed or deleted without saying of which newsroom: every update and delete of the service's SQL names the column
// that all keys begin with.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const destructive = /^(?:with\s[\s\S]*?)?(?:delete\s+from|update)\s+[\w.$"{]+[\s\S]*?\b(?:set|where|using)\b/i;

interface Statement {
  readonly file: string;
  readonly text: string;
}

/** Statements with what the constants of their file put into them. */
function statementsIn(file: string): readonly Statement[] {
  const written = readFileSync(file, 'utf8');
  if (!/delete\s+from|update\s/i.test(written)) return [];
  const source = ts.createSourceFile(file, written, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, string>();
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer)
      constants.set(node.name.getText(), node.initializer.getText());
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) texts.push(node.getText().slice(1, -1).trim());
    ts.forEachChild(node, visit);
  };
  visit(source);
  const whole = (text: string) => text.replace(/\$\{(\w+)\}/g, (hole, name: string) => constants.get(name) ?? hole);
  return texts
    .filter((text) => destructive.test(text))
    .map((text) => ({ file: relative(root, file), text: whole(text) }));
}

const statements = files.flatMap(statementsIn);

describe('destructive statements', () => {
  it('are found', () => {
    expect(statements.some(({ text }) => text.startsWith('delete from vault.identities'))).toBe(true);
    expect(statements.length).toBeGreaterThan(10);
  });

  it('say of which newsroom', () => {
    expect(statements.filter(({ text }) => !text.includes('newsroom_id'))).toEqual([]);
  });
});
