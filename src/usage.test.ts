import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { feedOptions } from './feed.ts'
import { ratesOptions } from './rates.ts'
import { replayOptions } from './replay.ts'
import { simulateOptions } from './simulate.ts'
import { otherPlanUsage, simulateUsage, USAGE } from './usage.ts'

const GUIDE = new URL('../docs/guide/', import.meta.url)
const pages = [
  '../README.md',
  '../ARCHITECTURE.md',
  '../CONTRIBUTING.md',
  ...readdirSync(GUIDE).map((name) => `../docs/guide/${name}`),
]

/** Lines and spans of code in which a command cannot be typed, or loses its options to npm. */
function untypable(text: string, commands: string): string[] {
  const named = new RegExp(`(?:^|\\s)tutti +(?:${commands})\\b.* \\[?--[a-z[]`)
  const blocks = /^```[^\n]*\n([\s\S]*?)^```/gm
  const lines = [...text.matchAll(blocks)].flatMap(([, block]) => {
    // What is too long for a line goes on indented.
    return block!.replaceAll(/\n +(?=\[?--)/g, ' ').split('\n')
  })
  const spans = [...text.replaceAll(blocks, '').matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!)
  return [...lines, ...spans].filter((code) => named.test(code))
}

describe('the usage of the command line', () => {
  const commands = {
    feed: feedOptions,
    rates: ratesOptions,
    replay: replayOptions,
    simulate: simulateOptions,
  }
  for (const [name, options] of Object.entries(commands)) {
    it(`has every option of tutti ${name}, and no other`, () => {
      const said = USAGE.split(/\n  (?=tutti )/).find((part) => part.startsWith(`tutti ${name} `))!
      const named = [...said.matchAll(/--(?:\[no-\])?([a-z-]+)/g)].map(([, option]) => option)
      assert.deepEqual(named.toSorted(), Object.keys(options).toSorted())
    })
  }

  it('fits a terminal, and is what the guide says of a simulation', () => {
    assert.ok(USAGE.split('\n').every((line) => line.length <= 100))
    const text = readFileSync(new URL('simulator.md', GUIDE), 'utf8')
    for (const line of [...simulateUsage, ...otherPlanUsage]) assert.ok(text.includes(line), line)
  })

  const listed = [...new Set([...USAGE.matchAll(/^  tutti ([a-z]+)/gm)].map(([, name]) => name!))]
  for (const page of pages) {
    it(`keeps its options from npm in ${page.split('/').at(-1)}`, () => {
      const text = readFileSync(new URL(page, import.meta.url), 'utf8')
      assert.deepEqual(untypable(text, listed.join('|')), [])
    })
  }

  it('is not typed without --', () => {
    const typed = ['tutti', 'npx tutti', 'npm run tutti', 'A=b npm run tutti']
    for (const run of typed) {
      const code = `${run} feed x.csv --source WX`
      assert.deepEqual(untypable(`so: \`${code}\`.`, 'feed'), [code])
      const block = `\`\`\`sh\n${run} feed x.csv\n    [--source <code>]\n\`\`\`\n`
      assert.equal(untypable(block, 'feed').length, 1, run)
    }
    const sound = 'npm run tutti -- feed x.csv --source WX'
    assert.deepEqual(untypable(`\`${sound}\``, 'feed'), [])
  })
})
