import { Link } from '@tanstack/react-router'
import type { Answer } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { Pill } from '../../ui/pill.tsx'
import { Section } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import type { Quoted } from './quotes.tsx'
import { weightIn } from './units.ts'
import { useServices } from './use-carriers.ts'
import css from './carriers.module.css'

type Quote = NonNullable<Quoted['quote']>

/** Who carries it, the cheapest first, and who does not, with the reason. */
export function Quotes({ answer: { km, items } }: { answer: Answer<'/v1/rate-quotes', 'get'> }) {
  const said = useWords().carriers.prices.quotes
  const { distance } = useFormats()
  const isNarrow = useMatch(NARROW)
  const carried = items.flatMap(({ quote, ...rest }) => (quote ? [{ ...rest, quote }] : []))
  const others = items.flatMap(({ why, ...rest }) => (why ? [{ ...rest, why }] : []))
  return (
    <>
      <Section title={carried.length === 0 ? said.nobody : said.carried(carried.length)}>
        <p className="small">{km === null ? said.noDistance : said.away(distance(km))}</p>
        {carried.length > 0 && (
          <Table
            label={said.carried(carried.length)}
            isCompact={isNarrow}
            head={[
              { says: said.columns.service },
              { says: said.columns.price, isEnd: true },
              { says: said.columns.made },
              { says: said.columns.zone },
              { says: said.columns.leaves },
              { says: said.columns.arrives },
            ]}
          >
            {carried.map((one, i) => (
              <Row key={one.service} {...one} isLeast={i === 0 && carried.length > 1} />
            ))}
          </Table>
        )}
        <p className="small">{said.terms}</p>
      </Section>
      {others.length > 0 && (
        <Section title={said.notCarried}>
          <dl className={css['reasons']}>
            {others.map(({ service, carrier, why }) => (
              <div key={service}>
                <dt>
                  <Service carrier={carrier} service={service} />
                </dt>
                <dd>{said.why[why]}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

function Service({ carrier, service }: { carrier: string; service: string }) {
  const { data } = useServices()
  return (
    <>
      <Link to="/carriers/$code" params={{ code: carrier }} search={{ service }}>
        <bdi>{data?.find(({ code }) => code === service)?.name ?? service}</bdi>
      </Link>
      <span className="small">
        {' '}
        <bdi>{carrier}</bdi>
      </span>
    </>
  )
}

type RowProps = { carrier: string; service: string; quote: Quote; isLeast: boolean }

function Row({ carrier, service, quote, isLeast }: RowProps) {
  const { carriers } = useWords()
  const said = carriers.prices.quotes
  const formats = useFormats()
  const { card, zone, billableG, total, currency, leavesAt, arrivesOn } = quote
  return (
    <tr>
      <th scope="row">
        <Service carrier={carrier} service={service} />
        {isLeast && (
          <div>
            <Pill tone="done">{said.leastPrice}</Pill>
          </div>
        )}
      </th>
      <td data-end className={css['price']}>
        {formats.cost(total, currency)}
      </td>
      <td>
        <Terms quote={quote} />
      </td>
      <td>
        {said.zoneOf(zone, weightIn(formats.language, billableG, 'kg'))}
        <div className="small">
          <Link
            to="/carriers/$code/$service/$version"
            params={{ code: carrier, service, version: String(card) }}
            search={{}}
          >
            {carriers.prices.version(card)}
          </Link>
        </div>
      </td>
      <td>{leavesAt === null ? said.notKnown : <Moment at={leavesAt} />}</td>
      <td>{arrivesOn === null ? said.notKnown : formats.day(arrivesOn)}</td>
    </tr>
  )
}

/** What the price is made of: it adds up. */
function Terms({ quote: { carriage, surcharges, fuel, currency } }: { quote: Quote }) {
  const said = useWords().carriers.prices.quotes
  const { cost } = useFormats()
  const terms = [
    [said.carriage, carriage],
    ...surcharges.map(({ code, amount }) => [code, amount]),
    ...(fuel === 0 ? [] : [[said.fuelTerm, fuel]]),
  ] as [string, number][]
  return (
    <dl className={css['terms']}>
      {terms.map(([name, amount]) => (
        <div key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>{cost(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
