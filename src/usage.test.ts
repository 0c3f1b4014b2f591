import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { feedOptions } from './feed.ts'
import { ratesOptions } from './rates.ts'
import { replayOptions } from './replay.ts'
import { simulateOptions } from './simulate.ts'
import { otherPlanUsage, simulateUsage, USAGE } from './usage.ts'

const GUIDE = new URL('../docs/guide/simulator.md', import.meta.url)

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
    const text = readFileSync(GUIDE, 'utf8')
    for (const line of [...simulateUsage, ...otherPlanUsage]) assert.ok(text.includes(line), line)
  })
})
