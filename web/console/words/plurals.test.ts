import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'

const CONSOLE = path.join(import.meta.dirname, '..')
const NEEDED = ['one', 'two', 'few', 'many', 'other']

/** The forms of a word by number, each as it is written: what is put in may hold braces too. */
function formsIn(text: string): string[] {
  const plain = text.replaceAll(/\$\{[^{}]*\}/g, '')
  return plain.match(/\{[^{}]*\bone:[^{}]*\bother:[^{}]*\}/g) ?? []
}

describe('the plurals of the console', () => {
  const files = globSync('**/words*.ar.ts', { cwd: CONSOLE })

  it('are found', () => {
    assert.ok(files.length > 8)
    assert.ok(files.flatMap((file) => formsIn(read(file))).length > 30)
  })

  it('have all forms of Arabic', () => {
    const lacking = files.flatMap((file) =>
      formsIn(read(file)).flatMap((forms) => {
        const missing = NEEDED.filter((form) => !new RegExp(`\\b${form}:`).test(forms))
        return missing.length === 0 ? [] : [{ file, missing, forms }]
      }),
    )
    assert.deepEqual(lacking, [])
  })
})

function read(file: string): string {
  return readFileSync(path.join(CONSOLE, file), 'utf8')
}
