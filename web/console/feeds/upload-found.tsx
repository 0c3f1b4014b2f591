import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Table } from '../inventory/table.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { Reasons, RefusedRows } from './refused.tsx'
import { headOf } from './upload-draft.ts'
import type { Looked, Preview } from './use-feeds.ts'
import css from './feeds.module.css'

/** What a file would do: nothing of it is written yet. */
export function Found({ looked }: { looked: Looked }) {
  const said = useWords().feeds.upload
  const { preview, refusals, draft } = looked
  const { refused, largest } = preview
  return (
    <div className={css['found']}>
      <div role="status" className={css['found']}>
        <Warnings looked={looked} />
      </div>
      <div className={css['page']}>
        <Sums preview={preview} />
        <Contained draft={draft} />
      </div>
      {largest.length > 0 && <Largest preview={preview} isOnePlace={draft.location !== ''} />}
      {refusals.length > 0 && (
        <>
          <Reasons title={said.refused} of={{ feed: { refused, overtaken: 0 }, refusals }} />
          <RefusedRows source={draft.source.trim()} refusals={refusals} />
        </>
      )}
    </div>
  )
}

/** What a person must know before anything else. */
function Warnings({ looked: { preview, draft } }: { looked: Looked }) {
  const said = useWords().feeds.upload
  const { rows, changed, zeroed, zeroes, refused, overtaken, uncovered, uncoveredOrders } = preview
  const isNone = rows <= refused + overtaken
  return (
    <>
      {isNone && <Notice tone="critical">{rows === 0 ? said.noRows : said.noneGood}</Notice>}
      {!isNone && changed + zeroed === 0 && <p>{said.noChange}</p>}
      {!isNone && draft.kind === 'full' && !zeroes && (
        <Notice tone="attention">{said.notWhole}</Notice>
      )}
      {zeroed > 0 && <Notice tone="attention">{said.zeroes(zeroed)}</Notice>}
      {uncovered > 0 && (
        <Notice tone="critical">
          <p>{said.uncovered(uncovered)}</p>
          <Orders ids={uncoveredOrders} more={uncovered - uncoveredOrders.length} />
        </Notice>
      )}
    </>
  )
}

/** The orders by their numbers, for who may see them. */
function Orders({ ids, more }: { ids: readonly string[]; more: number }) {
  const said = useWords().feeds.upload
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['orders', 'named', ids],
    queryFn: ({ signal }) => {
      const query = { ids: ids.join(','), limit: ids.length }
      return answerOf(api.GET('/v1/orders', { params: { query }, signal }))
    },
    enabled: can('orders:read'),
  })
  if (!data) return null
  return (
    <p className={css['orders']}>
      {data.items.map(({ id, number }) => (
        <Link key={id} to="/orders/$number" params={{ number }} search={{}}>
          {number}
        </Link>
      ))}
      {more > 0 && <span>{said.moreOrders(more)}</span>}
    </p>
  )
}

function Sums({ preview }: { preview: Preview }) {
  const { feeds } = useWords()
  const said = feeds.upload
  const { number } = useFormats()
  const { rows, changed, zeroed, refused, overtaken, more, less } = preview
  return (
    <Section title={said.found}>
      <Facts
        facts={[
          [feeds.facts.rows, number(rows)],
          [said.changed, number(changed)],
          [said.more, number(more)],
          [said.less, number(less)],
          ...(zeroed === 0 ? [] : [[feeds.facts.zeroed, number(zeroed)] as const]),
          [
            said.refused,
            <span key="refused" className={refused > 0 ? css['bad'] : undefined}>
              {number(refused)}
            </span>,
          ],
          ...(overtaken === 0 ? [] : [[feeds.facts.overtaken, number(overtaken)] as const]),
        ]}
      />
    </Section>
  )
}

/** What the numbers know of, and what therefore counts on top. */
function Contained({ draft }: Pick<Looked, 'draft'>) {
  const said = useWords().feeds.upload
  const { formats, timeZone } = useSession()
  const { asOf, containsUpTo = asOf, number } = headOf(draft, timeZone)
  return (
    <Section title={said.contained}>
      <p>{said.trueAt(formats.moment(asOf))}</p>
      <p>{said.knows[number](formats.moment(containsUpTo))}</p>
      <p className="quiet">{said.ordersStay}</p>
    </Section>
  )
}

function Largest({ preview, isOnePlace }: { preview: Preview; isOnePlace: boolean }) {
  const said = useWords().feeds.upload
  const { number, language } = useFormats()
  const { nameOf } = usePlaces()
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  const { columnsOf: columns } = said
  const { largest, changed, zeroed } = preview
  const hasSince = largest.some(({ since }) => since !== 0)
  return (
    <Section title={said.changes}>
      {changed + zeroed > largest.length && (
        <p className="small">{said.largestOnly(largest.length)}</p>
      )}
      <Table
        label={said.changes}
        head={[
          { says: columns.sku },
          ...(isOnePlace ? [] : [{ says: columns.place }]),
          { says: columns.onHand, isEnd: true },
          { says: columns.told, isEnd: true },
          ...(hasSince ? [{ says: columns.since, isEnd: true }] : []),
          { says: columns.after, isEnd: true },
          { says: columns.change, isEnd: true },
          { says: columns.allocated, isEnd: true },
        ]}
      >
        {largest.map(({ sku, location, onHand, told, since, after, change, allocated }) => (
          <tr key={`${sku} ${location}`}>
            <th scope="row">
              <bdi>{sku}</bdi>
            </th>
            {!isOnePlace && <td>{nameOf(location)}</td>}
            <td data-end>{number(onHand)}</td>
            <td data-end>{number(told)}</td>
            {hasSince && <td data-end>{since === 0 ? '' : signed.format(since)}</td>}
            <td data-end>{number(after)}</td>
            <td data-end>{signed.format(change)}</td>
            <td data-end>{number(allocated)}</td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}
