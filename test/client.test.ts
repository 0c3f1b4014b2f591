import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { documentText, hashOfDocument } from '../client/document.ts'
import { startApp, type App } from './app.ts'

const read = (name: string) => readFile(new URL(`../client/${name}`, import.meta.url), 'utf8')

describe('the client', () => {
  let app: App
  before(async () => {
    app = await startApp()
  })
  after(async () => {
    await app.stop()
  })

  it('knows the API as this version speaks it: otherwise run `npm run client`', async () => {
    // Not deepEqual: what it would print of half a megabyte helps nobody.
    assert.ok((await read('openapi.json')) === (await documentText(app.address)))
  })

  it('has the types of that document', async () => {
    const [head] = (await read('schema.d.ts')).split('\n')
    assert.match(head!, new RegExp(` ${hashOfDocument(await read('openapi.json'))}\\.$`))
  })
})
