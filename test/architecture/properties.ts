import { at, type Rule, type Violation } from './rule.ts'
import { importsOf, isCode, isTest, lineAt, moduleOf, partsOf, type Source } from './source.ts'

const DECISION = /^export (?:async )?(?:function|const) (?<name>decide\w+)/gm

const decisions: Rule = {
  name: 'whatever is decided has a property: a test of its module that draws inputs for it',
  check(sources) {
    const tried = sources.filter(hasProperties).flatMap((test) =>
      importsOf(test)
        .filter(({ target }) => moduleOf(target) === moduleOf(test.path))
        .flatMap(({ target, values }) => values.map((name) => `${target} ${name}`)),
    )
    const known = new Set(tried)
    return sources.filter(isDomain).flatMap((source) => {
      const { code } = partsOf(source)
      return [...code.matchAll(DECISION)]
        .map((match) => ({ name: match.groups!['name']!, line: lineAt(code, match.index) }))
        .filter(({ name }) => !known.has(`${source.path} ${name}`))
        .map(({ name, line }): Violation => {
          return { path: source.path, line, says: `${name}: say what always holds of it` }
        })
    })
  },
  twin: {
    tree: {
      'src/orders/domain/capture.ts': [
        'export function decideCapture() {}',
        'export const decideAmounts = () => 1',
        'export function decideHold() {}',
        'export function linesOf() {}',
        '// export function decideNothing() {}',
      ].join('\n'),
      'src/orders/domain/capture.test.ts': [
        "import { decideCapture, type Line } from './capture.ts'",
        "it('holds', () => fc.assert(fc.property(lines, decideCapture)))",
      ].join('\n'),
      'src/orders/domain/hold.test.ts': [
        "import { decideHold } from './capture.ts'",
        "it('is one', () => assert.equal(decideHold(), 1)) // fc.property(",
      ].join('\n'),
      'src/orders/actions/place.ts': 'export function decideBatch() {}',
    },
    reports: at('src/orders/domain/capture.ts', 2, 3),
  },
}

function isDomain(source: Source): boolean {
  return isCode(source) && !isTest(source) && /^src\/[^/]+\/domain\//.test(source.path)
}

function hasProperties(source: Source): boolean {
  return isTest(source) && /\bfc\.(?:async)?[Pp]roperty\(/.test(partsOf(source).code)
}

export const propertyRules: Rule[] = [decisions]
