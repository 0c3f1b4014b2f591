import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { refuse } from './lib/refusal.ts'
import { createOrdersWorld } from './modules.ts'
import type { Platform } from './platform/module.ts'
import { importCards } from './shipping/index.ts'
import { ratesUsage } from './usage.ts'

const SHOWN = 20

/** `tutti rates <rates> <zones> [<surcharges>] --carrier … --currency …`. */
export async function runRates(
  platform: Platform,
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const now = platform.clock.now()
  const { paths, ...given } = givenIn(args, now)
  const [rates, zones, surcharges] = await Promise.all(
    paths.map((path) => readFile(path, 'utf8').catch(() => wrong('file', `${path} is not there`))),
  )
  const { network, carriers: book } = createOrdersWorld(platform)
  const files = { ...given.files, rates: rates!, zones: zones!, surcharges }
  const by = { actor: 'command line', now }
  const { cards, faults, refused } = await platform.db.transaction((tx) =>
    importCards(tx, { platform, network, book }, { ...given, files }, by),
  )
  for (const { file, line, detail } of faults.slice(0, SHOWN))
    say(`${file} line ${line}: ${detail}`)
  if (faults.length > SHOWN) say(`… and ${faults.length - SHOWN} more`)
  for (const { service, version, card, gaps } of cards) {
    const what = `${card.zones.length} zones, ${card.bands.length} bands`
    say(`${service}: ${version === null ? 'nothing was written' : `version ${version}`}; ${what}`)
    for (const { zone, fromG, upToG } of gaps) {
      say(`  no price in zone ${zone} above ${fromG} g and up to ${upToG} g`)
    }
  }
  if (refused.length > 0) say(`No card for ${refused.join(', ')}.`)
  return faults.length === 0 ? 0 : 1
}

const aText = { type: 'string' } as const
export const ratesOptions = {
  carrier: aText,
  currency: aText,
  from: aText,
  until: aText,
  service: aText,
  fuel: { ...aText, default: '0' },
  'dry-run': { type: 'boolean', default: false },
} as const

function givenIn(args: readonly string[], now: Temporal.Instant) {
  const { positionals: paths, values } = parsedIn(args)
  if (paths.length < 2) return wrong('file', 'Name the files of rates and zones, in this order')
  const fuelPercent = Number(values.fuel)
  if (!(fuelPercent >= 0 && fuelPercent <= 200)) return wrong('fuel', '--fuel is a percentage')
  return {
    paths,
    carrier:
      values.carrier ??
      wrong('carrier', 'Say whose list it is: `npm run tutti -- rates … --carrier POST`'),
    validFrom: values.from === undefined ? now : instantOf(values.from, 'from'),
    validUntil: values.until === undefined ? null : instantOf(values.until, 'until'),
    dryRun: values['dry-run'],
    files: {
      currency:
        values.currency ??
        wrong('currency', 'Say the currency: `npm run tutti -- rates … --currency EUR`'),
      service: values.service,
      fuelPercent,
    },
  }
}

function parsedIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: ratesOptions })
  } catch (error) {
    return wrong('options', `${(error as Error).message}. Usage: ${ratesUsage}`)
  }
}

/** A moment, or a day, which begins at midnight UTC. */
function instantOf(given: string, name: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(given.length === 10 ? `${given}T00:00:00Z` : given)
  } catch {
    return wrong(name, `--${name} is a day or a time, such as 2026-03-01T09:30:00Z`)
  }
}

function wrong(field: string, detail: string): never {
  return refuse('field_invalid', { field, detail })
}
