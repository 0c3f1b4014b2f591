import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { SelectField } from '../../ui/form/field.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section, Why } from '../../ui/steps.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { backorderSteps, preOrderSteps, type ComingTeller } from './coming.ts'
import { SetRules } from './set-rules.tsx'
import { rowOf, soldSteps, type Sold, type SoldTeller, type SoldThen } from './sold.ts'
import { Table } from './table.tsx'
import { usePlaces } from './use-places.ts'
import { useSellers, useSold, useSoldThen, type Method } from './use-sold.ts'
import { useSku, type BundleStock, type Then } from './use-stock.ts'
import css from './inventory.module.css'

type Props = { sku: string; bundle?: BundleStock; then?: Then }

/**
 * What a channel can sell of an item by its rules, and why not more: in all, or from one place,
 * now or at a past moment.
 */
export function SoldBy({ sku, bundle, then }: Props) {
  const { inventory: said, shell } = useWords()
  const { data: channels } = useSellers()
  const { data: item } = useSku(sku)
  // What sells no more may have sold then.
  const sellers = channels?.filter(({ archived }) => then !== undefined || !archived) ?? []
  const { channel, method, place, chosen } = useAsked(sellers)
  const asked = { sku, channel: channel?.code, method }
  const now = useSold(asked, then === undefined)
  const past = useSoldThen(asked, then)
  const { data, error, refetch } = then ? past : now
  // Who may not see the channels cannot choose one.
  if (channels === undefined) return null
  return (
    <Section
      title={then ? said.sold.past.title : said.sold.title}
      actions={
        // Of a bundle only what it is made of is kept back; of what is archived nothing is sold.
        channel &&
        !then &&
        !bundle &&
        !item?.archived && (
          <SetRules sku={sku} channel={channel.code} place={place} asked={chosen} />
        )
      }
    >
      {channel === undefined ? (
        <p className="quiet">{said.sold.noChannels}</p>
      ) : (
        <>
          <div className={css['asked']}>
            <SellerFields channel={channel.code} sellers={sellers} method={method} />
            {data && <PlaceField sold={data} />}
          </div>
          {error ? (
            <Fault error={error} again={() => void refetch()} />
          ) : data ? (
            <>
              {then && past.data && <Known sold={past.data} />}
              <Told
                sold={data}
                channel={channel.name}
                bundle={bundle}
                isPast={then !== undefined}
              />
            </>
          ) : (
            <Skeleton label={shell.list.loading} rows={5} />
          )}
        </>
      )}
    </Section>
  )
}

type Seller = { code: string; name: string }

/** The channel and the delivery method that the address asks for; the first where it names none. */
function useAsked<One extends Seller>(sellers: readonly One[]) {
  const { order } = useWords()
  const [asked] = useAddress()
  const methods = Object.keys(order.methods) as Method[]
  const chosen = sellers.find(({ code }) => code === asked['channel'])
  const method = methods.find((one) => one === asked['method'])
  return {
    channel: chosen ?? sellers[0],
    method,
    place: asked['place'],
    /** What somebody chose, the first channel not among it. */
    chosen: { channel: chosen?.code, method },
  }
}

function SellerFields(of: {
  channel: string
  sellers: readonly Seller[]
  method: Method | undefined
}) {
  const { inventory: said, order } = useWords()
  const [, change] = useAddress()
  const methods = Object.keys(order.methods) as Method[]
  return (
    <>
      <SelectField
        label={said.sold.channel}
        value={of.channel}
        onChange={(event) => change({ channel: event.currentTarget.value }, true)}
        choices={of.sellers.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        label={said.sold.method}
        value={of.method ?? ''}
        onChange={(event) => change({ method: event.currentTarget.value || undefined }, true)}
        choices={[
          { value: '', label: said.sold.anyMethod },
          ...methods.map((one) => ({ value: one, label: order.methods[one] })),
        ]}
      />
    </>
  )
}

/** By which rules, and what the books do not say of that moment. */
function Known({ sold: { rulesVersion, missing } }: { sold: SoldThen }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const { past } = said.sold
  return (
    <>
      <p className="quiet">
        {rulesVersion === 0 ? past.noRules : past.byRules(number(rulesVersion))}
      </p>
      {missing.map((kind) => (
        <p key={kind}>{past.missing[kind]}</p>
      ))}
    </>
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

function Told(of: {
  sold: Sold
  channel: string
  bundle: BundleStock | undefined
  isPast: boolean
}) {
  const { sold, channel, isPast } = of
  const { inventory: words } = useWords()
  const { number, day, language } = useFormats()
  const [asked] = useAddress()
  const { nameOf } = usePlaces()
  const teller = {
    words,
    number,
    day,
    nameOf,
    listed: (parts: readonly string[]) => listed(language, parts),
  }
  const said = isPast ? words.sold.past : words.sold
  if (!sold.terms) {
    const part = of.bundle?.components.find((one) => one.sku === sold.limitedBy)
    return (
      <p>
        {sold.available === null
          ? said.always(channel)
          : said.limit(number(sold.available), channel, part?.name ?? sold.limitedBy ?? '')}
      </p>
    )
  }
  const place = sold.locations?.find(({ location }) => location === asked['place'])
  const title = place
    ? said.whyThere(number(place.available), channel, nameOf(place.location))
    : said.why(number(sold.available ?? 0), channel)
  return (
    <>
      <Why title={title} steps={soldSteps(sold, place?.location, teller)} />
      {!place && <AtPlaces sold={sold} teller={teller} label={said.title} />}
      {!place && !isPast && <BeforeThere sold={sold} channel={channel} teller={teller} />}
    </>
  )
}

/** What can be sold before it is there: of what is on the way, and beyond that. */
function BeforeThere(of: { sold: Sold; channel: string; teller: ComingTeller }) {
  const { channel, teller } = of
  const { preOrder, backorder } = of.sold
  const { coming } = teller.words
  const { number } = useFormats()
  if (!preOrder && !backorder) {
    return isArchived(of.sold) ? null : <p className="quiet">{coming.none(channel)}</p>
  }
  return (
    <>
      {preOrder && (
        <Why
          title={coming.why(number(preOrder.available), channel)}
          steps={preOrderSteps(preOrder, teller)}
        />
      )}
      {backorder && (
        <Why
          title={coming.backorder.why(number(backorder.available), channel)}
          steps={backorderSteps(backorder, teller)}
        />
      )}
    </>
  )
}

/** Then that is why, and nothing about rules. */
function isArchived({ locations = [] }: Sold): boolean {
  return locations.some(({ terms = [] }) => terms.some(({ term }) => term === 'sku_archived'))
}

/** Place by place, with what rules take there in few words. */
function AtPlaces({ sold, teller, label }: { sold: Sold; teller: SoldTeller; label: string }) {
  const { language } = useFormats()
  const isNarrow = useMatch(NARROW)
  const { columns } = teller.words.sold
  const rows = (sold.locations ?? [])
    .map((one) => ({ ...one, ...rowOf(one, teller), name: teller.nameOf(one.location) }))
    .toSorted((a, b) => b.available - a.available || a.name.localeCompare(b.name, language))
  if (rows.length === 0) return null
  return (
    <Table
      label={label}
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
