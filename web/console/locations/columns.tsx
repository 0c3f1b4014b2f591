import type { Column } from '../../ui/grid/columns.ts'
import { Pill } from '../../ui/pill.tsx'
import type { Words } from '../words/index.ts'
import { countryName } from './countries.ts'
import type { Location } from './hours.ts'
import { doesOf, stateOf, todayIn } from './said.ts'
import css from './locations.module.css'

type About = {
  /** A peek takes half of the room: what matters most is shown. */
  isBeside: boolean
  language: string
  now: number
  number: (value: number) => string
  work: ReadonlyMap<string, { open: number; inWork: number; late: number }> | undefined
  stock: ReadonlyMap<string, { available: number }> | undefined
}

const BESIDE = new Set(['name', 'place', 'work', 'state'])

export function columnsOf(words: Words, about: About): Column<Location>[] {
  const columns = allColumns(words, about)
  return about.isBeside ? columns.filter(({ id }) => BESIDE.has(id)) : columns
}

function allColumns({ locations: said }: Words, about: About): Column<Location>[] {
  const { columns } = said
  return [
    {
      id: 'name',
      head: columns.name,
      cell: ({ name }) => name,
      width: 'minmax(150px, 1.7fr)',
      narrow: 'title',
    },
    {
      id: 'kind',
      head: columns.kind,
      cell: ({ kind }) => said.kinds[kind],
      width: 'minmax(96px, 1.2fr)',
    },
    {
      id: 'place',
      head: columns.place,
      cell: ({ city, country }) => {
        return [city, countryName(about.language, country)].filter(Boolean).join(', ')
      },
      width: 'minmax(110px, 1.4fr)',
      narrow: 'below',
    },
    {
      id: 'does',
      head: columns.does,
      cell: (location) => doesOf(location, said),
      width: 'minmax(96px, 1.3fr)',
    },
    {
      id: 'hours',
      head: columns.hours,
      cell: (location) => todayIn(about.language, location, about.now, said),
      width: 'minmax(150px, 1.6fr)',
    },
    ...figures(said, about),
    {
      id: 'state',
      head: columns.state,
      cell: (location) => {
        const { tone, name } = stateOf(location, said)
        return <Pill tone={tone}>{name}</Pill>
      },
      width: '124px',
      narrow: 'end',
    },
  ]
}

/** Those that the caller may see. */
function figures(said: Words['locations'], about: About): Column<Location>[] {
  const { work, stock, number } = about
  const columns: Column<Location>[] = []
  if (work) {
    columns.push({
      id: 'work',
      head: said.columns.work,
      align: 'end',
      narrow: 'status',
      width: '104px',
      cell: ({ code }) => <Work of={work.get(code)} about={about} said={said} />,
    })
  }
  if (stock) {
    columns.push({
      id: 'stock',
      head: said.columns.stock,
      align: 'end',
      width: '112px',
      cell: ({ code }) => number(stock.get(code)?.available ?? 0),
    })
  }
  return columns
}

function Work(of: {
  of: { open: number; inWork: number; late: number } | undefined
  about: About
  said: Words['locations']
}) {
  const { open, inWork, late } = of.of ?? { open: 0, inWork: 0, late: 0 }
  const count = open + inWork
  return (
    <>
      <span className={count === 0 ? `quiet ${css['bare']}` : css['bare']}>
        {count === 0 ? of.said.nothingToDo : of.about.number(count)}
      </span>
      <span className={css['counted']}>{of.said.workCount(count)}</span>
      {late > 0 && <span className={css['late']}> · {of.said.late(late)}</span>}
    </>
  )
}
