import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Table } from './table.tsx'
import { usePlaces } from './use-places.ts'
import { useReceipts } from './use-stock.ts'

/** Goods that are announced, the next first. */
export function Receipts({ sku }: { sku: string }) {
  const { inventory: said, shell } = useWords()
  const { number } = useFormats()
  const { nameOf } = usePlaces()
  const { data, error, refetch } = useReceipts(sku)
  if (error) return <Fault error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={2} label={shell.list.loading} />
  if (data.items.length === 0) return <p className="quiet">{said.noReceipts}</p>
  return (
    <Table
      label={said.receipts}
      head={[
        { says: said.dueOn },
        { says: said.quantity, isEnd: true },
        { says: said.promisedOfIt, isEnd: true },
        { says: said.confidence, isEnd: true },
        { says: said.place },
        { says: said.receiptFrom },
        { says: said.reference },
      ]}
    >
      {data.items.map(({ location, no, dueOn, late, kind, ...receipt }) => (
        <tr key={`${location} ${no}`}>
          <th scope="row">
            <Moment at={dueOn} as="day" />
            {late && <Pill tone="critical">{said.receiptLate}</Pill>}
          </th>
          <td data-end>{number(receipt.quantity)}</td>
          <td data-end>{number(receipt.promised)}</td>
          <td data-end>{said.percent(number(receipt.confidence))}</td>
          <td>{nameOf(location)}</td>
          <td>{said.receiptKinds[kind]}</td>
          <td>{receipt.reference}</td>
        </tr>
      ))}
    </Table>
  )
}
