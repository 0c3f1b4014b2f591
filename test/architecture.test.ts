import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { domainRules } from './architecture/domain.ts'
import { placeRules } from './architecture/places.ts'
import { propertyRules } from './architecture/properties.ts'
import { schemaRules } from './architecture/schemas.ts'
import { sizeRules } from './architecture/sizes.ts'
import { readTree } from './architecture/source.ts'
import { styleRules } from './architecture/styles.ts'
import { tidyRules } from './architecture/tidy.ts'
import { tierRules } from './architecture/tiers.ts'
import { wordRules } from './architecture/words.ts'

const rules = [
  ...tierRules,
  ...placeRules,
  ...domainRules,
  ...propertyRules,
  ...schemaRules,
  ...sizeRules,
  ...tidyRules,
  ...styleRules,
  ...wordRules,
]
const tree = readTree()

for (const { name, check, twin } of rules) {
  describe(name, () => {
    test('it holds in this tree', () => {
      const found = check(tree).map(({ path, line, says }) => `${path}:${line} ${says}`)
      assert.ok(found.length === 0, `\n${found.join('\n')}\n`)
    })
    test('what breaks it is reported', () => {
      const made = Object.entries(twin.tree).map(([path, text]) => ({ path, text }))
      const found = check(made).map(({ path, line }) => `${path}:${line}`)
      assert.ok(found.length > 0)
      assert.deepEqual(found.toSorted(), twin.reports.toSorted())
    })
  })
}

test('the whole tree was read', () => {
  assert.ok(tree.some(({ path }) => path === 'src/modules.ts'))
  assert.ok(tree.some(({ path }) => path === 'test/architecture.test.ts'))
  assert.ok(tree.some(({ path }) => path.startsWith('db/migrations/')))
  assert.ok(tree.some(({ path }) => path === 'web/ui/tokens.css'))
})
