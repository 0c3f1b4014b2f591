import { useFormats } from '../../lib/session.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Fed } from '../locations/fed.tsx'
import { useWords } from '../words/index.ts'
import { keptOf, TERMS, type Term } from './figures.ts'
import { Table } from './table.tsx'
import { useFlash } from './use-flash.ts'
import { usePlaces } from './use-places.ts'
import type { Shelf } from './use-stock.ts'
import css from './inventory.module.css'

/** What can be done with the stock of one place; undefined where the reader may not. */
export type Acts =
  | {
      adjust: (location: string) => void
      pause: (shelf: Shelf) => void
      /** False of what is sold no more: it can be resumed, and that is all. */
      canPause: boolean
      /** Leads to a rule; undefined for who may write none, and where it would do nothing. */
      keepBack: ((location: string) => void) | undefined
    }
  | undefined

type Props = {
  shelves: readonly Shelf[]
  acts: Acts
  /** The place that is looked at: it stands first. */
  place?: string | undefined
  /** Where there is little room: terms that are nowhere are left out. */
  isCompact?: boolean
}

/** The stock at each place, with the terms that lead to what is available there. */
export function Shelves({ shelves, acts, place, isCompact = false }: Props) {
  const { inventory: said } = useWords()
  const { nameOf } = usePlaces()
  const { language } = useFormats()
  if (shelves.length === 0) return <p className="quiet">{said.noPlaces}</p>
  const terms = TERMS.filter((term) => !isCompact || term === 'onHand' || isThere(shelves, term))
  const sorted = shelves
    .map((shelf) => ({ shelf, name: nameOf(shelf.location), isHere: shelf.location === place }))
    .toSorted((a, b) => Number(b.isHere) - Number(a.isHere) || compare(a.name, b.name, language))
  return (
    <Table
      label={said.atPlaces}
      isCompact={isCompact}
      head={[
        { says: said.place },
        ...[...terms, 'available' as const].map((id) => ({ says: said.terms[id], isEnd: true })),
        ...(acts ? [{ says: said.actions, isHidden: true }] : []),
      ]}
    >
      {sorted.map(({ shelf, name, isHere }) => (
        <Row key={shelf.location} {...{ shelf, name, isHere, terms, acts }} />
      ))}
    </Table>
  )
}

function isThere(shelves: readonly Shelf[], term: Term): boolean {
  return shelves.some((shelf) => shelf[term] !== 0)
}

function compare(a: string, b: string, language: string): number {
  return a.localeCompare(b, language)
}

type RowProps = {
  shelf: Shelf
  name: string
  isHere: boolean
  terms: readonly Term[]
  acts: Acts
}

function Row({ shelf, name, isHere, terms, acts }: RowProps) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const isFlashing = useFlash(shelf.version)
  return (
    <tr data-flash={isFlashing || undefined} data-chosen={isHere || undefined}>
      <th scope="row">
        <span className={css['place']}>
          {name}
          <Marks shelf={shelf} />
        </span>
        {shelf.feed?.overdue && (
          <div className="small quiet">
            <Fed feed={shelf.feed} />
            {shelf.heldBack > 0 && <div>{said.ways.lateBuffer(number(shelf.heldBack))}</div>}
          </div>
        )}
      </th>
      {terms.map((id) => (
        <td key={id} data-end className={shelf[id] === 0 ? css['zero'] : undefined}>
          {number(shelf[id])}
          {id === 'unavailable' && <Kinds shelf={shelf} />}
        </td>
      ))}
      <td data-end className={css['strong']}>
        {number(Math.max(0, shelf.available))}
      </td>
      {acts && (
        <td className={css['tight']}>
          <RowMenu shelf={shelf} name={name} acts={acts} />
        </td>
      )}
    </tr>
  )
}

/** Why units are held back there, and how many for each reason. */
function Kinds({ shelf }: { shelf: Shelf }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  return keptOf([shelf]).map(([kept, amount]) => (
    <div key={kept} className="small quiet">
      {said.adjust.gains(number(amount), said.inState[kept])}
    </div>
  ))
}

function Marks({ shelf }: { shelf: Shelf }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  return (
    <>
      {shelf.uncovered > 0 ? (
        <Pill tone="critical">{said.pills.uncovered(number(shelf.uncovered))}</Pill>
      ) : (
        shelf.available <= 0 && <Pill tone="neutral">{said.soldOutHere}</Pill>
      )}
      {shelf.paused && <Pill tone="attention">{said.pills.paused}</Pill>}
    </>
  )
}

function RowMenu({ shelf, name, acts }: { shelf: Shelf; name: string; acts: NonNullable<Acts> }) {
  const { inventory: said } = useWords()
  const items: MenuItem[] = [
    {
      label: said.adjust.open,
      icon: 'edit',
      onChoose: () => acts.adjust(shelf.location),
    },
    ...(shelf.paused || acts.canPause
      ? [
          {
            label: shelf.paused ? said.pause.resume : said.pause.open,
            icon: shelf.paused ? ('play' as const) : ('pause' as const),
            onChoose: () => acts.pause(shelf),
          },
        ]
      : []),
    ...(acts.keepBack
      ? [
          {
            label: said.ways.keepBack,
            icon: 'plus' as const,
            onChoose: () => acts.keepBack!(shelf.location),
          },
        ]
      : []),
  ]
  return (
    <Menu trigger={<IconButton icon="more" label={`${said.actions}: ${name}`} />} items={items} />
  )
}
