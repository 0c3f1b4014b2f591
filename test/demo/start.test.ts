import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)

describe('the first start', () => {
  const folders: string[] = []
  const makeDataDir = async (): Promise<string> => {
    const folder = await mkdtemp('/tmp/tutti-first-')
    await chmod(folder, 0o755)
    folders.push(folder)
    return folder
  }
  const environment = (TUTTI_DATA_DIR: string, more: Record<string, string> = {}) => {
    const PATH = process.env['PATH'] ?? ''
    return { PATH, TUTTI_DATA_DIR, TUTTI_PORT: '0', TUTTI_LOG_LEVEL: 'error', ...more }
  }

  /** Starts, waits until it runs, stops; answers what it said until then. */
  async function startOnce(env: Record<string, string>): Promise<string> {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    const child = spawn(process.execPath, ['src/main.ts', 'start'], { env, stdio })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    let said = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Ctrl-C')) resolve()
      })
      child.once('exit', () => resolve())
    })
    child.kill('SIGINT')
    assert.equal(await ended, 0, said)
    return said
  }

  let dataDir: string
  before(async () => {
    dataDir = await makeDataDir()
  })
  after(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })

  it('makes the demo, which is removed half-made and does not come back', async () => {
    const env = environment(dataDir)
    assert.match(await startOnce(env), /made-up retailer/)
    const { stdout } = await run(process.execPath, ['src/main.ts', 'demo', 'remove'], { env })
    assert.match(stdout, /The demo is gone/)
    assert.doesNotMatch(await startOnce(env), /made-up retailer/)
  })

  it('makes none where the setting says so, and neither does a later one', async () => {
    const folder = await makeDataDir()
    const env = environment(folder, { TUTTI_DEMO: 'off' })
    assert.doesNotMatch(await startOnce(env), /made-up retailer/)
    assert.doesNotMatch(await startOnce(environment(folder)), /made-up retailer/)
  })
})
