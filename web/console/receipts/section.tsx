import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { Table } from '../inventory/table.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { AnnounceDialog } from './announce.tsx'
import { ArriveDialog } from './arrive.tsx'
import { CancelDialog } from './cancel.tsx'
import { ChangeDialog } from './change.tsx'
import type { Receipt } from './draft.ts'
import { useItemNames, useReceipts, type Which } from './use-receipts.ts'
import css from './receipts.module.css'

type Act = 'set' | 'cancel' | 'arrive'
type Open = 'announce' | { act: Act; receipt: Receipt }

/** Goods that are announced, of an item or to a place, and what can be done with them. */
export function ReceiptsSection(which: Which) {
  const { receipts: said } = useWords()
  const { can } = useSession()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const mayWrite = can('stock:write')
  return (
    <Section
      title={said.title}
      actions={
        mayWrite && (
          <Button data-part="announce" look="quiet" icon="plus" onClick={() => setOpen('announce')}>
            {said.announce.open}
          </Button>
        )
      }
    >
      <Receipts
        which={which}
        onAct={mayWrite ? (act, receipt) => setOpen({ act, receipt }) : undefined}
      />
      {open === 'announce' ? (
        <AnnounceDialog which={which} onClose={close} />
      ) : (
        open && <ActDialog {...open} onClose={close} />
      )}
    </Section>
  )
}

function ActDialog({ act, receipt, onClose }: Exclude<Open, string> & { onClose: () => void }) {
  if (act === 'set') return <ChangeDialog receipt={receipt} onClose={onClose} />
  if (act === 'cancel') return <CancelDialog receipt={receipt} onClose={onClose} />
  return <ArriveDialog receipt={receipt} onClose={onClose} />
}

type OnAct = ((act: Act, receipt: Receipt) => void) | undefined

function Receipts({ which, onAct }: { which: Which; onAct: OnAct }) {
  const { receipts: said, shell } = useWords()
  const receipts = useReceipts(which)
  const { data, error, refetch } = receipts
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const isNarrow = useMatch(NARROW)
  const isOfItem = which.sku !== undefined
  const nameOf = useItemNames(isOfItem ? [] : items.map(({ sku }) => sku))
  if (error) return <Fault error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={2} label={shell.list.loading} />
  if (items.length === 0) return <p className="quiet">{said.none}</p>
  const { columns } = said
  return (
    <>
      <Table
        label={said.title}
        isCompact={isNarrow}
        head={[
          { says: columns.dueOn },
          { says: columns.quantity, isEnd: true },
          { says: columns.promised, isEnd: true },
          ...(isNarrow ? [] : [{ says: columns.confidence, isEnd: true }]),
          ...(onAct ? [{ says: said.actions, isHidden: true }] : []),
        ]}
      >
        {items.map((receipt) => (
          <Row
            key={`${receipt.sku} ${receipt.location} ${receipt.no}`}
            receipt={receipt}
            item={isOfItem ? undefined : nameOf(receipt.sku)}
            isNarrow={isNarrow}
            onAct={onAct}
          />
        ))}
      </Table>
      {receipts.hasNextPage && (
        <div>
          <Button busy={receipts.isFetchingNextPage} onClick={() => void receipts.fetchNextPage()}>
            {said.more}
          </Button>
        </div>
      )}
    </>
  )
}

type RowProps = {
  receipt: Receipt
  /** What it is called, where the place is known instead. */
  item: string | undefined
  isNarrow: boolean
  onAct: OnAct
}

function Row({ receipt, item, isNarrow, onAct }: RowProps) {
  const { receipts: said } = useWords()
  const { number } = useFormats()
  const { nameOf } = usePlaces()
  const { location, dueOn, late } = receipt
  const sure = said.percent(number(receipt.confidence))
  return (
    <tr>
      <th scope="row" className={css['about']}>
        <span className={css['due']}>
          <Moment at={dueOn} as="day" />
          {late && <Pill tone="critical">{said.late}</Pill>}
        </span>
        <About receipt={receipt} item={item} more={isNarrow ? said.sure(sure) : undefined} />
      </th>
      <td data-end>{number(receipt.quantity)}</td>
      <td data-end>{number(receipt.promised)}</td>
      {!isNarrow && <td data-end>{sure}</td>}
      {onAct && (
        <td className={css['tight']}>
          <RowMenu receipt={receipt} name={item ?? nameOf(location)} onAct={onAct} />
        </td>
      )}
    </tr>
  )
}

/** Which goods, or where to; where they come from, and how that calls them. */
function About(of: { receipt: Receipt; item: string | undefined; more: string | undefined }) {
  const { receipts: said } = useWords()
  const { nameOf } = usePlaces()
  const { receipt, item, more } = of
  const { sku, location, kind, reference } = receipt
  return (
    <div className={`small ${css['about']}`}>
      {item === undefined ? (
        nameOf(location)
      ) : (
        <Link to="/inventory/$sku" params={{ sku }} search={{}} title={sku}>
          {item}
        </Link>
      )}
      {` · ${said.kinds[kind]}`}
      {reference !== null && (
        <>
          {' · '}
          <bdi>{reference}</bdi>
        </>
      )}
      {more !== undefined && ` · ${more}`}
    </div>
  )
}

function RowMenu(of: { receipt: Receipt; name: string; onAct: NonNullable<OnAct> }) {
  const { receipts: said } = useWords()
  const { day } = useFormats()
  const { receipt, name, onAct } = of
  const may = (act: Act) => receipt.can.includes(act)
  const items = [
    ...(may('arrive')
      ? [
          {
            label: said.arrive.open,
            icon: 'check' as const,
            onChoose: () => onAct('arrive', receipt),
          },
        ]
      : []),
    ...(may('set')
      ? [{ label: said.change.open, icon: 'edit' as const, onChoose: () => onAct('set', receipt) }]
      : []),
    ...(may('cancel')
      ? [
          {
            label: said.cancel.open,
            icon: 'trash' as const,
            isDanger: true,
            onChoose: () => onAct('cancel', receipt),
          },
        ]
      : []),
  ]
  const label = `${said.actions}: ${name}, ${day(receipt.dueOn)}`
  return (
    <Menu trigger={<IconButton data-part="receipt" icon="more" label={label} />} items={items} />
  )
}
