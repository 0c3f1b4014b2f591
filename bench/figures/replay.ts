import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Report } from '../../src/history/index.ts'
import { figure, print, type Figure } from '../figure.ts'
import { makeDataDir, startServer } from '../world.ts'

/** The real history, where it is. */
const FOLDER = path.join(import.meta.dirname, '../../../shared/data/olist')
const TARGET_S = 300
const REST_MS = 30_000

/**
 * All of Olist, from its first order to its last parcel, in seconds: `tutti replay` without the
 * import, which is printed. Reference: the target. Then the memory of a server on its result.
 */
export async function replayFigure(): Promise<Figure | undefined> {
  if (!existsSync(FOLDER)) {
    print(`replay: there is no ${FOLDER}`)
    return undefined
  }
  const { dataDir, remove } = await makeDataDir()
  try {
    print(`replay: import ${(await tutti(dataDir, 'import', 'olist', FOLDER)).toFixed(1)} s`)
    const file = path.join(dataDir, 'report.json')
    const seconds = await tutti(dataDir, 'replay', '--report', file)
    const report = JSON.parse(await readFile(file, 'utf8')) as Report
    const { orders, lines } = report.tally
    print(`  ${orders} orders, ${lines.all} lines, hash ${report.hash}`)
    for (const [step, ms] of Object.entries(report.time.spent)) {
      if (step !== 'hours') print(`  ${step.padEnd(20)} ${(ms / 1000).toFixed(1)} s`)
    }
    print(`  memory of the replay ${report.time.memoryMb.toFixed(0)} MB`)
    await printMemory(path.join(dataDir, 'replay'))
    return figure('replay', seconds, 's', TARGET_S)
  } finally {
    await remove()
  }
}

/** Runs a command to its end; answers its seconds. */
async function tutti(dataDir: string, ...args: string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    env: { PATH: process.env['PATH'], TUTTI_DATA_DIR: dataDir, TUTTI_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`tutti ${args[0]} ended with ${String(code)}`)
  return (performance.now() - began) / 1000
}

async function printMemory(dataDir: string): Promise<void> {
  const server = await startServer(dataDir)
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  const status = `/proc/${server.child.pid}/status`
  if (existsSync(status)) {
    const kb = /VmRSS:\s+(\d+)/.exec(await readFile(status, 'utf8'))![1]
    print(`  memory of a server on it after 30 s ${(Number(kb) / 1024).toFixed(0)} MB`)
  }
  await server.stop()
}
