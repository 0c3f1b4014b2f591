import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { useNow } from '../../lib/use-now.ts'
import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import { usePercent } from './use-plans.ts'
import { KEY } from './use-routing.ts'
import css from './routing.module.css'

type Status = Answer<'/v1/stock-prices', 'get'>
type Gate = NonNullable<Status['channels'][number]['gate']>

/** Whether prices of scarce stock count, how old they are, and what speaks for them. */
export function Prices() {
  const { routing: said } = useWords()
  const { language } = useFormats()
  const names = useNames()
  const { data } = useQuery({
    queryKey: [...KEY, 'prices'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-prices', { signal })),
  })
  if (!data) return null
  const on = data.channels.filter(({ prices }) => prices === 'on')
  const channels = on.map(({ channel }) => names.channel(channel))
  return (
    <section className={css['prices']} aria-label={said.prices.title}>
      <h2>{said.prices.title}</h2>
      <p>{on.length === 0 ? said.prices.off : said.prices.on(listed(language, channels))}</p>
      {on.length > 0 && <Made status={data} />}
      <Forecast />
      {on.map(
        ({ channel, renew }) =>
          renew && (
            <p key={channel} className="small line">
              {names.channel(channel)}
              <Pill tone="attention">{said.prices.renew[renew]}</Pill>
            </p>
          ),
      )}
      {data.channels.map(
        ({ channel, gate }) =>
          gate && <GateLine key={channel} channel={names.channel(channel)} gate={gate} />,
      )}
    </section>
  )
}

function Made({ status: { currencies } }: { status: Status }) {
  const { routing: said } = useWords()
  const { ago } = useFormats()
  const now = useNow()
  const checked = currencies.filter(({ checkedAt }) => checkedAt !== null)
  if (checked.length === 0) return <p className="small">{said.prices.none}</p>
  return checked.map(({ currency, checkedAt, skus, together, tooMany, slots, stale }) => (
    <p key={currency} className="small line">
      {said.prices.made(skus, ago(checkedAt!, now))}
      {checked.length > 1 && ` (${currency})`}
      {together && said.prices.together(slots)}
      {tooMany && said.prices.tooMany}
      {stale && <Pill tone="attention">{said.prices.stale}</Pill>}
    </p>
  ))
}

/** Of the rates of SKUs; the others are in the API. */
function Forecast() {
  const { routing: said } = useWords()
  const { data } = useQuery({
    queryKey: [...KEY, 'demand'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/demand-rates/error', { signal })),
  })
  const percent = usePercent()
  if (!data) return null
  const levels = data.learning?.heldBack?.levels ?? []
  const sku = levels.find(({ level }) => level === 'sku')
  const known = sku && sku.off !== null && sku.before !== null
  return (
    <p className="small">
      {known
        ? said.prices.forecast(percent(sku.off! / 1000), percent(sku.before! / 1000))
        : said.prices.noForecast}
      {(data.learning?.importedLines ?? 0) > 0 && said.prices.imported}
    </p>
  )
}

function GateLine({ channel, gate }: { channel: string; gate: Gate }) {
  const { routing: said } = useWords()
  const { day } = useFormats()
  const percent = usePercent()
  const { off, on, left } = gate.base
  // What prices have kept for later is not lost.
  const saved = off > 0 ? (off - on + (left ?? 0)) / off : 0
  const text = said.prices[saved < 0 ? 'dearer' : 'cheaper'](percent(Math.abs(saved), 1))
  const line = gate.lookAhead?.together ? said.prices.gateTogether : said.prices.gate
  return (
    <p className="small line">
      {line(channel, day(gate.decidedAt), text)}
      <Pill tone={gate.passed ? 'done' : 'attention'}>{said.prices.verdicts[gate.verdict]}</Pill>
    </p>
  )
}
