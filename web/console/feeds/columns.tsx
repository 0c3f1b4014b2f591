import type { Column } from '../../ui/grid/columns.ts'
import { Pill } from '../../ui/pill.tsx'
import { Age, Moment } from '../../ui/values.tsx'
import { durationWords } from '../locations/edit.ts'
import type { Words } from '../words/index.ts'
import { FEED_TONES, stateOf, WATCH_TONES } from './said.ts'
import type { Feed, Watch } from './use-feeds.ts'
import css from './feeds.module.css'

type About = {
  nameOf: (code: string) => string
  language: string
  /** A peek takes half of the room: what matters most is shown. */
  isBeside: boolean
}

const BESIDE = new Set(['place', 'source', 'age', 'refused', 'state'])

export function watchColumns(words: Words, about: About): Column<Watch>[] {
  return shownOf(allWatchColumns(words, about), about)
}

export function feedColumns(
  words: Words,
  about: About & { number: (value: number) => string },
): Column<Feed>[] {
  return shownOf([...feedParts(words, about), ...countColumns(words, about)], about)
}

function shownOf<Row>(columns: Column<Row>[], { isBeside }: About): Column<Row>[] {
  return isBeside ? columns.filter(({ id }) => BESIDE.has(id)) : columns
}

/** `20 %`, as the language writes it. */
export function percentIn(language: string, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share / 100)
}

/** Where and from whom: the same for both lists. */
function whoColumns<Row extends { source: string }>(
  { feeds: { columns } }: Words,
  place: (row: Row) => string,
): Column<Row>[] {
  return [
    {
      id: 'place',
      head: columns.place,
      width: 'minmax(140px, 2fr)',
      narrow: 'title',
      cell: place,
    },
    {
      id: 'source',
      head: columns.source,
      width: 'minmax(80px, 1fr)',
      narrow: 'below',
      cell: ({ source }) => <bdi>{source}</bdi>,
    },
  ]
}

function allWatchColumns(words: Words, { nameOf, language }: About): Column<Watch>[] {
  const { feeds: said } = words
  const { columns } = said
  return [
    ...whoColumns<Watch>(words, ({ location }) => nameOf(location)),
    {
      id: 'state',
      head: columns.state,
      width: '132px',
      narrow: 'status',
      cell: (watch) => {
        const state = stateOf(watch)
        return <Pill tone={WATCH_TONES[state]}>{said.states[state]}</Pill>
      },
    },
    {
      id: 'lastAsOf',
      head: columns.lastAsOf,
      width: 'minmax(116px, 1fr)',
      cell: ({ lastAsOf }) => (lastAsOf === null ? said.noNumbers : <Moment at={lastAsOf} />),
    },
    {
      id: 'age',
      head: columns.age,
      width: '76px',
      align: 'end',
      narrow: 'end',
      cell: ({ lastAsOf }) => (lastAsOf === null ? '' : <Age since={lastAsOf} />),
    },
    {
      id: 'every',
      head: columns.every,
      width: 'minmax(110px, 1fr)',
      align: 'end',
      cell: ({ everyMinutes }) =>
        everyMinutes === null ? '' : durationWords(language, everyMinutes),
    },
    {
      id: 'buffer',
      head: columns.buffer,
      width: '112px',
      align: 'end',
      cell: ({ everyMinutes, bufferPercent }) =>
        everyMinutes === null ? '' : percentIn(language, bufferPercent),
    },
  ]
}

function feedParts(words: Words, { nameOf }: About): Column<Feed>[] {
  const { feeds: said } = words
  const { columns } = said
  return [
    ...whoColumns<Feed>(words, ({ location }) => {
      return location === null ? said.several : nameOf(location)
    }),
    {
      id: 'state',
      head: columns.state,
      width: '132px',
      narrow: 'status',
      cell: ({ state }) => <Pill tone={FEED_TONES[state]}>{said.feedStates[state]}</Pill>,
    },
    {
      id: 'asOf',
      head: columns.asOf,
      width: 'minmax(116px, 1fr)',
      cell: ({ asOf }) => <Moment at={asOf} />,
    },
    {
      id: 'age',
      head: columns.age,
      width: '76px',
      align: 'end',
      narrow: 'end',
      cell: ({ asOf }) => <Age since={asOf} />,
    },
  ]
}

function countColumns(
  { feeds: said }: Words,
  { number }: { number: (value: number) => string },
): Column<Feed>[] {
  const { columns } = said
  return [
    {
      id: 'refused',
      head: columns.refused,
      width: '84px',
      align: 'end',
      cell: ({ refused }) => (
        <span className={refused > 0 ? css['bad'] : 'number'}>{number(refused)}</span>
      ),
    },
    {
      id: 'changed',
      head: columns.changed,
      width: '84px',
      align: 'end',
      cell: ({ changed }) => <span className="number">{number(changed)}</span>,
    },
    {
      id: 'rows',
      head: columns.rows,
      width: '76px',
      align: 'end',
      cell: ({ rows }) => <span className="number">{number(rows)}</span>,
    },
    {
      id: 'kind',
      head: columns.kind,
      width: 'minmax(120px, 1fr)',
      cell: ({ kind }) => said.kinds[kind],
    },
  ]
}
