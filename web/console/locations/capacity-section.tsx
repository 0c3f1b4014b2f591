import type { Item } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { dayName } from '../../lib/wall-time.ts'
import { Pill } from '../../ui/pill.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { measures, type Measure } from './capacity.ts'
import { durationWords } from './edit.ts'
import type { Location } from './hours.ts'
import { Editable } from './page-sections.tsx'
import { useCapacity } from './use-network.ts'

type Day = Item<'/v1/location-capacity'>['days'][number]
type Limit = Record<Measure, number | null>

/** How long work takes there, and the most of it that a day may have. */
export function CapacitySection({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const { handlingMinutes, capacity } = location
  return (
    <Editable location={location} part="capacity">
      <Facts
        facts={[
          [
            said.facts.handlingTime,
            handlingMinutes === null
              ? said.noCoordinates
              : said.capacity.whileOpen(durationWords(language, handlingMinutes)),
          ],
          [said.facts.eachDay, <Limits key="each" limit={capacity} />],
          ...(capacity?.weekdays ?? []).map(
            (one) => [dayName(language, one.day), <Limits key={one.day} limit={one} />] as const,
          ),
        ]}
      />
    </Editable>
  )
}

function Limits({ limit }: { limit: Limit | null }) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const told = measures.flatMap((measure) => {
    const most = limit?.[measure] ?? null
    return most === null ? [] : [said.capacity.mostOf[measure](most)]
  })
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return told.length === 0 ? said.capacity.noLimit : list.format(told)
}

/** How full today and tomorrow are; nothing where no day has a limit. */
export function CapacityFacts({ code }: { code: string }) {
  const { locations: said } = useWords()
  const { data } = useCapacity()
  const here = data?.find(({ location }) => location === code)
  if (!here) return null
  const names = [said.capacity.today, said.capacity.tomorrow]
  return (
    <Section title={said.sections.load}>
      <Facts
        facts={here.days.map((day, i) => [names[i]!, <Used key={day.on} day={day} />] as const)}
      />
    </Section>
  )
}

function Used({ day: { limit, used } }: { day: Day }) {
  const { locations: said } = useWords()
  const { language, number } = useFormats()
  const limited = measures.filter((measure) => limit[measure] !== null)
  const isFull = limited.some((measure) => used[measure] >= limit[measure]!)
  // Where nothing limits the day, what it was given is not counted.
  if (limited.length === 0) return said.capacity.noLimit
  const told = limited.map((measure) => {
    return said.capacity.usedOf(
      number(used[measure]),
      said.capacity.mostOf[measure](limit[measure]!),
    )
  })
  return (
    <span className="line">
      {new Intl.ListFormat(language, { type: 'conjunction' }).format(told)}
      {isFull && <Pill tone="attention">{said.capacity.full}</Pill>}
    </span>
  )
}
