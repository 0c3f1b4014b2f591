import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { SelectField } from '../../ui/form/field.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section, Why } from '../../ui/steps.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { rowOf, soldSteps, type Sold, type SoldTeller } from './sold.ts'
import { Table } from './table.tsx'
import { usePlaces } from './use-places.ts'
import { useSellers, useSold, type Method } from './use-sold.ts'
import type { BundleStock } from './use-stock.ts'
import css from './inventory.module.css'

/** What a channel can sell of an item by its rules, and why not more: in all, or from one place. */
export function SoldBy({ sku, bundle }: { sku: string; bundle?: BundleStock }) {
  const { inventory: said, order, shell } = useWords()
  const [asked, change] = useAddress()
  const { data: channels } = useSellers()
  const open = channels?.filter(({ archived }) => !archived) ?? []
  const channel = open.find(({ code }) => code === asked['channel']) ?? open[0]
  const methods = Object.keys(order.methods) as Method[]
  const method = methods.find((one) => one === asked['method'])
  const { data, error, refetch } = useSold(sku, channel?.code, method)
  // Who may not see the channels cannot choose one.
  if (channels === undefined) return null
  return (
    <Section title={said.sold.title}>
      {channel === undefined ? (
        <p className="quiet">{said.sold.noChannels}</p>
      ) : (
        <>
          <div className={css['asked']}>
            <SelectField
              label={said.sold.channel}
              value={channel.code}
              onChange={(event) => change({ channel: event.currentTarget.value }, true)}
              choices={open.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <SelectField
              label={said.sold.method}
              value={method ?? ''}
              onChange={(event) => change({ method: event.currentTarget.value || undefined }, true)}
              choices={[
                { value: '', label: said.sold.anyMethod },
                ...methods.map((one) => ({ value: one, label: order.methods[one] })),
              ]}
            />
            {data && <PlaceField sold={data} />}
          </div>
          {error ? (
            <Fault error={error} again={() => void refetch()} />
          ) : data ? (
            <Told sold={data} channel={channel.name} bundle={bundle} />
          ) : (
            <Skeleton label={shell.list.loading} rows={5} />
          )}
        </>
      )}
    </Section>
  )
}

/** One of the places that keep it, or all. */
function PlaceField({ sold }: { sold: Sold }) {
  const { inventory: said } = useWords()
  const [{ place }, change] = useAddress()
  const { nameOf } = usePlaces()
  const { language } = useFormats()
  const locations = sold.locations ?? []
  if (locations.length < 2 || !sold.terms) return null
  const names = locations
    .map(({ location }) => ({ value: location, label: nameOf(location) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
  return (
    <SelectField
      label={said.sold.place}
      value={locations.some(({ location }) => location === place) ? place : ''}
      onChange={(event) => change({ place: event.currentTarget.value || undefined }, true)}
      choices={[{ value: '', label: said.sold.allPlaces }, ...names]}
    />
  )
}

function Told(of: { sold: Sold; channel: string; bundle: BundleStock | undefined }) {
  const { sold, channel } = of
  const { inventory: words } = useWords()
  const { number, language } = useFormats()
  const [asked] = useAddress()
  const { nameOf } = usePlaces()
  const teller = {
    words,
    number,
    nameOf,
    listed: (parts: readonly string[]) => listed(language, parts),
  }
  if (!sold.terms) {
    const part = of.bundle?.components.find((one) => one.sku === sold.limitedBy)
    return (
      <p>
        {sold.available === null
          ? words.sold.always(channel)
          : words.sold.limit(number(sold.available), channel, part?.name ?? sold.limitedBy ?? '')}
      </p>
    )
  }
  const place = sold.locations?.find(({ location }) => location === asked['place'])
  const title = place
    ? words.sold.whyThere(number(place.available), channel, nameOf(place.location))
    : words.sold.why(number(sold.available ?? 0), channel)
  return (
    <>
      <Why title={title} steps={soldSteps(sold, place?.location, teller)} />
      {!place && <AtPlaces sold={sold} teller={teller} />}
    </>
  )
}

/** Place by place, with what rules take there in few words. */
function AtPlaces({ sold, teller }: { sold: Sold; teller: SoldTeller }) {
  const { language } = useFormats()
  const isNarrow = useMatch(NARROW)
  const { columns } = teller.words.sold
  const rows = (sold.locations ?? [])
    .map((one) => ({ ...one, ...rowOf(one, teller), name: teller.nameOf(one.location) }))
    .toSorted((a, b) => b.available - a.available || a.name.localeCompare(b.name, language))
  if (rows.length === 0) return null
  return (
    <Table
      label={teller.words.sold.title}
      head={[
        { says: columns.place },
        { says: columns.free, isEnd: true },
        { says: columns.sold, isEnd: true },
        ...(isNarrow ? [] : [{ says: columns.why }]),
      ]}
    >
      {rows.map(({ location, name, free, available, why }) => (
        <tr key={location}>
          <th scope="row" className={css['reasons']}>
            <span className={css['named']}>{name}</span>
            {isNarrow && <Reasons why={why} />}
          </th>
          <td data-end className={free === 0 ? css['zero'] : undefined}>
            {teller.number(free)}
          </td>
          <td data-end className={available === 0 ? css['zero'] : css['strong']}>
            {teller.number(available)}
          </td>
          {!isNarrow && (
            <td className={css['reasons']}>
              <Reasons why={why} />
            </td>
          )}
        </tr>
      ))}
    </Table>
  )
}

function Reasons({ why }: { why: readonly string[] }) {
  return why.map((reason) => <div key={reason}>{reason}</div>)
}
