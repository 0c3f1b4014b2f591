import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  HistoryError,
  importOlist,
  importRetail,
  makeReport,
  playScript,
  textOf,
  type Imported,
} from './history/index.ts'
import type { OrdersWorld } from './orders/index.ts'
import { checks, createOrdersWorld } from './modules.ts'
import type { Config } from './platform/config.ts'
import type { Platform } from './platform/module.ts'

const imports: Record<string, (world: OrdersWorld, folder: string) => Promise<Imported>> = {
  olist: importOlist,
  retail: importRetail,
}

/** Imports and replays have a database of their own: a folder beside the server's. */
export function replayConfig(config: Config): Config {
  return { ...config, TUTTI_DATA_DIR: path.join(config.TUTTI_DATA_DIR, 'replay') }
}

/** `tutti import <source> <folder>` */
export async function runImport(
  platform: Platform,
  [source = '', folder]: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const run = imports[source]
  if (!run || folder === undefined) {
    throw new HistoryError(
      `Say what to import: ${Object.keys(imports).join(' or ')}, and a folder.`,
    )
  }
  const done = await run(createOrdersWorld(platform), folder)
  say(`${done.orders} orders and ${done.entries} entries of the script; ${done.rejected} rejected.`)
  if (done.explains !== undefined) say(`\n${done.explains}\n`)
  say('Play them with `npm run tutti -- replay`.')
  return 0
}

/** `tutti replay [--to <date>] [--report <file>]` */
export async function runReplay(
  platform: Platform,
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const values = optionsOf(args)
  const to = values.to === undefined ? undefined : dateOf(values.to)
  const world = createOrdersWorld(platform)
  const began = performance.now()
  let told = began
  await playScript(world, {
    to,
    onHour({ playedTo, hours, entries }) {
      if (performance.now() - told < 5000) return
      told = performance.now()
      say(`${playedTo.toString()}  ${hours} hours, ${entries} entries`)
    },
  })
  const seconds = () => (performance.now() - began) / 1000
  const report = await makeReport(world, { checks, seconds })
  say(textOf(report))
  if (values.report !== undefined) {
    await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`)
  }
  return report.checks.every(({ broken }) => broken === 0) ? 0 : 1
}

export const replayOptions = { to: { type: 'string' }, report: { type: 'string' } } as const

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: replayOptions }).values
  } catch (error) {
    const usage = 'Usage: npm run tutti -- replay [--to <date>] [--report <file>]'
    throw new HistoryError(`${(error as Error).message}. ${usage}`)
  }
}

function dateOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    throw new HistoryError(`--to ${text} is no date. Write it as 2017-06-01.`)
  }
}
