import type { Comparison, Tally } from './tally.ts'

/** A check of the books and whether it holds. */
export type Checked = { id: string; says: string; broken: number }

/** What a replay has come to. All but `time` is the same whenever the same script is played. */
export type Report = {
  source: string
  playedTo: string | null
  ended: boolean
  currency: string
  entries: { kind: string; all: number; played: number }[]
  tally: Tally
  work: { state: string; count: number }[]
  facts: { kind: string; state: string; why: string | null; count: number }[]
  tasks: { cause: string; raised: number; open: number }[]
  notTaken: { file: string; what: string; reason: string; count: number }[]
  checks: Checked[]
  digests: Record<string, string>
  hash: string
  time: { spent: Record<string, number>; seconds: number; memoryMb: number }
}

/** The report for people. */
export function textOf(report: Report): string {
  const { tally } = report
  const { lines, units } = tally
  return [
    `Replay of ${report.source}, ${report.ended ? 'to its end' : 'not ended yet'}`,
    row('simulated time reached', report.playedTo ?? 'nothing played'),
    '',
    ...section(
      'Script',
      report.entries.map((e) => [e.kind, `${e.played} of ${e.all}`]),
    ),
    ...section('Orders', [
      ['captured', tally.orders],
      ...Object.entries(tally.byState).toSorted(),
      ['split over locations', tally.splitOrders],
      ['re-routed', tally.reRoutedOrders],
      ['cancelled whole', tally.cancelledOrders],
    ]),
    ...section('Lines', [
      ['all', lines.all],
      ['allocated at once', `${lines.atOnce} ${share(lines.atOnce, lines.all)}`],
      ['allocated later', `${lines.later} ${share(lines.later, lines.all)}`],
      ['never', `${lines.never} ${share(lines.never, lines.all)}`],
      ['cancelled', lines.cancelled],
    ]),
    ...section('Units', Object.entries(units)),
    ...section('Decisions', Object.entries(tally.decisions).toSorted()),
    ...comparison('Carriage of whole orders', tally.all, report.currency),
    ...comparison('The same where a choice existed', tally.choice, report.currency),
    ...section(
      'Fulfilment orders',
      report.work.map((w) => [w.state, w.count]),
    ),
    ...section(
      'Facts',
      report.facts.map((f) => [factName(f), f.count]),
    ),
    ...section(
      'Tasks raised',
      report.tasks.map((t) => [t.cause, `${t.raised}, open ${t.open}`]),
    ),
    ...section(
      'Not taken',
      report.notTaken.map((n) => [`${n.what} of ${n.file}`, notTaken(n)]),
    ),
    ...section(
      'Invariants',
      report.checks.map((c) => [c.id, c.broken === 0 ? 'ok' : 'BROKEN']),
    ),
    ...steps(report),
    row('hash', report.hash),
  ].join('\n')
}

type Cell = readonly [string, string | number]

function section(title: string, cells: readonly Cell[]): string[] {
  if (cells.length === 0) return [title, row('none', ''), '']
  return [title, ...cells.map(([name, value]) => row(name, String(value))), '']
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(38)} ${value}`.trimEnd()
}

function share(part: number, all: number): string {
  return all === 0 ? '' : `(${((100 * part) / all).toFixed(1)} %)`
}

function factName({ kind, state, why }: Report['facts'][number]): string {
  return `${kind} ${state}${why === null ? '' : `, ${why}`}`
}

function notTaken({ count, reason }: Report['notTaken'][number]): string {
  return `${count}: ${reason}`
}

function comparison(title: string, of: Comparison, currency: string): string[] {
  const each = (value: number, orders: number) => (orders === 0 ? 0 : value / orders)
  const money = (value: number) => {
    const major = value / 10_000
    return `${major.toFixed(2)} ${currency}, ${each(major, of.orders).toFixed(2)} an order`
  }
  const km = (value: number) => `${each(value, of.ordersWithKm).toFixed(1)} km an order`
  return section(`${title} (${of.orders} orders, ${of.ordersWithKm} with every distance)`, [
    ['parcels: Tutti', of.tutti.parcels],
    ['parcels: real sellers', of.real.parcels],
    ['distance: Tutti', km(of.tutti.km)],
    ['distance: real sellers', km(of.real.km)],
    ['freight by the tariff: Tutti', money(of.tutti.freight)],
    ['freight by the tariff: real sellers', money(of.real.freight)],
    ['freight really paid', money(of.paid)],
  ])
}

function steps({ time, tally }: Report): string[] {
  const { hours = 0, all = 0, ...rest } = time.spent
  const named = Object.entries(rest).toSorted(([, a], [, b]) => b - a)
  const known = named.reduce((sum, [, ms]) => sum + ms, 0)
  const cells = [...named, ['commit and the rest', all - known] as const].map(
    ([name, ms]): Cell => {
      const each = tally.orders === 0 ? 0 : (1000 * ms) / tally.orders
      return [name, `${(ms / 1000).toFixed(1)} s, ${each.toFixed(0)} µs an order`]
    },
  )
  return section('Steps of the replay and their cost', [
    ...cells,
    ['all', `${(all / 1000).toFixed(1)} s in ${hours} hours`],
    ['this run with its report', `${time.seconds.toFixed(1)} s`],
    ['memory of this process', `${time.memoryMb.toFixed(0)} MB`],
  ])
}
