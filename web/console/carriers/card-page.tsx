import { Link, useParams } from '@tanstack/react-router'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useNow } from '../../lib/use-now.ts'
import { Chips } from '../../ui/chips.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Changes } from './changes.tsx'
import { Lanes, Surcharges } from './card-parts.tsx'
import { PriceTable } from './price-table.tsx'
import { cardStateOf } from './standing.ts'
import { percentIn, unitOf, weightIn, type Unit } from './units.ts'
import { useCard, useVersions, type Card } from './use-carriers.ts'
import { CARD_TONES } from './versions.tsx'
import css from './carriers.module.css'

type Params = { code?: string; service?: string; version?: string }

/** One version of a rate card: its prices by zone and weight, and what comes on top. */
export function CardPage() {
  const { carriers, shell } = useWords()
  const said = carriers.prices
  const { code = '', service = '', version = '' } = useParams({ strict: false }) as Params
  const { data: card, error, refetch } = useCard(service, version)
  const { data: versions } = useVersions(service)
  const now = useNow()
  const head = versions?.find((one) => String(one.version) === version)
  const state = head && cardStateOf(head, now)
  return (
    <Screen
      title={said.title(service, Number(version))}
      back={
        <Link to="/carriers/$code" params={{ code }} search={{ service }}>
          <bdi>{code}</bdi>
        </Link>
      }
      tools={state && <Pill tone={CARD_TONES[state]}>{said.states[state]}</Pill>}
    >
      {error && !card ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Scroll isWide>
          {card ? <Parts key={version} card={card} /> : <Skeleton label={shell.list.loading} />}
        </Scroll>
      )}
    </Screen>
  )
}

function Parts({ card }: { card: Card }) {
  const said = useWords().carriers.prices
  const [address, change] = useAddress()
  const made = unitOf(card.bands)
  const unit: Unit = address['unit'] === 'kg' ? 'kg' : address['unit'] === 'lb' ? 'lb' : made
  const { data: other } = useCard(card.service, address['with'])
  const isComparable = other?.currency === card.currency
  return (
    <>
      <Gaps card={card} unit={unit} />
      <div className={css['about']}>
        <CardFacts card={card} />
        {other && isComparable && <Changes before={other} now={card} />}
      </div>
      <div className={css['asked']}>
        <Chips
          label={said.unit}
          chips={(['kg', 'lb'] as const).map((id) => ({ id, label: said.units[id] }))}
          chosen={unit}
          onChoose={(id) => change({ unit: id === made ? undefined : id }, true)}
        />
        <CompareWith card={card} />
      </div>
      {other && !isComparable && <Notice tone="attention">{said.otherCurrency}</Notice>}
      <PriceTable card={card} unit={unit} other={isComparable ? other : undefined} />
      <Section title={said.surcharges}>
        <Surcharges card={card} unit={unit} />
      </Section>
      <Section title={said.lanes}>
        <Lanes card={card} unit={unit} />
      </Section>
    </>
  )
}

/** Weights without a price: told before all else. */
function Gaps({ card: { gaps }, unit }: { card: Card; unit: Unit }) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  if (gaps.length === 0) return null
  const weight = (grams: number) => weightIn(language, grams, unit)
  return (
    <Notice tone="attention">
      <strong>{said.gapsTitle}</strong>
      <ul>
        {gaps.map(({ zone, fromG, upToG }) => (
          <li key={`${zone} ${fromG}`}>
            {fromG === 0
              ? said.gapBelow(zone, weight(upToG))
              : said.gap(zone, weight(fromG), weight(upToG))}
          </li>
        ))}
      </ul>
      <p>{said.gapsMean}</p>
    </Notice>
  )
}

function CardFacts({ card }: { card: Card }) {
  const said = useWords().carriers.prices
  const formats = useFormats()
  const { validFrom, validUntil, currency, fuelPercent, cm3PerKg, createdAt } = card
  const until = validUntil === null ? undefined : formats.moment(validUntil)
  return (
    <Section title={said.about}>
      <Facts
        facts={[
          [said.facts.valid, said.valid(formats.moment(validFrom), until)],
          [said.facts.currency, currency],
          [said.facts.fuel, said.fuel(percentIn(formats.language, fuelPercent))],
          [
            said.facts.volume,
            cm3PerKg === null ? said.byWeight : said.volume(formats.number(Math.round(cm3PerKg))),
          ],
          [said.facts.stored, <Moment key="at" at={createdAt} />],
        ]}
      />
    </Section>
  )
}

function CompareWith({ card }: { card: Card }) {
  const said = useWords().carriers.prices
  const [address, change] = useAddress()
  const { data } = useVersions(card.service)
  const others = (data ?? []).filter(({ version }) => version !== card.version)
  if (others.length === 0) return null
  return (
    <div className={css['compare']}>
      <SelectField
        label={said.compare}
        value={address['with'] ?? ''}
        choices={[
          { value: '', label: said.compareNone },
          ...others.map(({ version }) => ({
            value: String(version),
            label: said.version(version),
          })),
        ]}
        onChange={(event) => change({ with: event.currentTarget.value || undefined }, true)}
      />
    </div>
  )
}
