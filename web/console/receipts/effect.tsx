import { Link } from '@tanstack/react-router'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import type { Receipt, Worse } from './draft.ts'
import { isBroken, lineSays, storyOf, type Promised, type Story } from './foreseen.ts'
import { useExceptionsOf, useForeseen } from './use-receipts.ts'
import css from './receipts.module.css'

/** Lines that are told before the rest is counted. */
const SHOWN = 8

/** What a change does to orders, before it is made. `story` is undefined until that is known. */
export function useEffectOn(receipt: Receipt, worse: Worse | undefined) {
  const { data, error, isLooking } = useForeseen(receipt, worse)
  return { story: data && storyOf(data), error, isLooking }
}

type Props = {
  receipt: Receipt
  worse: Worse | undefined
  story: Story | undefined
  error: Error | null
}

/** Told while the form is filled in; nothing where nobody can be let down. */
export function EffectOn({ receipt, worse, story, error }: Props) {
  const words = useWords()
  const { foreseen: said } = words.receipts
  const { number } = useFormats()
  const { can } = useSession()
  if (!worse) return null
  return (
    <div className={css['effect']} role="status">
      <p className={css['head']}>{said.title}</p>
      {!can('orders:read') ? (
        <p>{said.unseen(number(receipt.promised))}</p>
      ) : error ? (
        <p>{saysOf(error, words)}</p>
      ) : story ? (
        <Told story={story} />
      ) : (
        <Skeleton rows={2} label={said.looking} />
      )}
    </div>
  )
}

function Told({ story }: { story: Story }) {
  const { foreseen: said } = useWords().receipts
  const { broken, kept, lines } = story
  return (
    <>
      {broken.length > 0 && <p className={css['bad']}>{said.broken(broken.length)}</p>}
      <Lines lines={lines} />
      {broken.length === 0 && story.untold.orders === 0 && <p>{said.fine}</p>}
      {broken.length > 0 && kept > 0 && <p>{said.kept(kept)}</p>}
      <Untold story={story} />
    </>
  )
}

function Untold({ story: { untold } }: { story: Story }) {
  const { foreseen: said } = useWords().receipts
  const { number } = useFormats()
  if (untold.orders === 0) return null
  return <p>{said.untold(untold.orders, number(untold.quantity))}</p>
}

function Lines(of: { lines: readonly Promised[]; exceptions?: ReadonlyMap<string, string> }) {
  const { receipts: words } = useWords()
  const { number, day } = useFormats()
  const { nameOf } = usePlaces()
  const { lines, exceptions } = of
  if (lines.length === 0) return null
  const teller = { words, number, day, nameOf }
  return (
    <ul className={css['lines']}>
      {lines.slice(0, SHOWN).map((one) => (
        <li
          key={`${one.order.id} ${one.line} ${one.outcome} ${one.location} ${one.expectedOn}`}
          className={css['line']}
        >
          <OrderName line={one} isLink={exceptions !== undefined} />
          <span>{lineSays(one, teller)}</span>
          {exceptions && isBroken(one) && <Exception id={exceptions.get(one.order.id)} />}
        </li>
      ))}
      {lines.length > SHOWN && (
        <li className="quiet">{words.foreseen.moreLines(lines.length - SHOWN)}</li>
      )}
    </ul>
  )
}

/** A link leaves the form, so it is one only when there is nothing to lose. */
function OrderName({ line: { order }, isLink }: { line: Promised; isLink: boolean }) {
  const name = <bdi className="number">{order.number}</bdi>
  if (!isLink) return <span>{name}</span>
  return (
    <Link to="/orders/$number" params={{ number: order.number }} search={{}}>
      {name}
    </Link>
  )
}

function Exception({ id }: { id: string | undefined }) {
  const { outcome: said } = useWords().receipts
  if (id === undefined) return <span className="quiet">{said.waiting}</span>
  return (
    <Link to="/exceptions" search={{ open: id }}>
      {said.exception}
    </Link>
  )
}

/** What came of it: each order that was let down, and its exception as soon as there is one. */
export function Outcome({ story }: { story: Story }) {
  const { can } = useSession()
  const exceptions = useExceptionsOf(story.broken)
  return (
    <div className={css['effect']} role="status">
      <Lines lines={story.lines} exceptions={can('tasks:read') ? exceptions : new Map()} />
      <Untold story={story} />
    </div>
  )
}
