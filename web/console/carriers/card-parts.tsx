import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Table } from '../inventory/table.tsx'
import { countryName } from '../locations/countries.ts'
import { useWords, type Words } from '../words/index.ts'
import { amountIn, distanceIn, lengthIn, weightIn, type Unit } from './units.ts'
import type { Card } from './use-carriers.ts'
import css from './carriers.module.css'

type Props = { card: Card; unit: Unit }
type Surcharge = Card['surcharges'][number]
type Lane = Card['lanes'][number]

/** What is paid besides, in which case, in each zone. */
export function Surcharges({ card, unit }: Props) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  const { surcharges, zones, currency } = card
  if (surcharges.length === 0) return <p className="quiet">{said.noSurcharges}</p>
  return (
    <>
      <Table
        label={said.surcharges}
        head={[
          { says: `${said.surcharge}, ${currency}` },
          { says: said.paidWhen },
          ...zones.map(({ code }) => ({ says: said.zone(code), isEnd: true })),
          { says: said.least, isEnd: true },
        ]}
      >
        {surcharges.map((one) => (
          <tr key={JSON.stringify(one)}>
            <th scope="row">
              <bdi>{one.code}</bdi>
            </th>
            <td className={css['when']}>{whenOf(one, said, language, unit)}</td>
            {zones.map(({ code }) => {
              const amount = one.amounts.find(({ zone }) => zone === code)?.amount
              return (
                <td key={code} data-end className={amount === undefined ? 'quiet' : undefined}>
                  {amount === undefined ? '–' : amountIn(language, amount, currency)}
                </td>
              )
            })}
            <td data-end>{one.leastG === undefined ? '' : weightIn(language, one.leastG, unit)}</td>
          </tr>
        ))}
      </Table>
      {surcharges.filter(({ kind }) => kind === 'handling').length > 1 && (
        <p className="small">{said.greatest}</p>
      )}
    </>
  )
}

function whenOf(
  { kind, when = {} }: Surcharge,
  said: Words['carriers']['prices'],
  language: string,
  unit: Unit,
): string {
  if (kind === 'residential') return said.kinds.residential
  const { overG, longestOverMm, secondOverMm, girthOverMm } = when
  const length = (mm: number) => lengthIn(language, mm, unit)
  const parts = [
    overG !== undefined && said.over.overG(weightIn(language, overG, unit)),
    longestOverMm !== undefined && said.over.longestOverMm(length(longestOverMm)),
    secondOverMm !== undefined && said.over.secondOverMm(length(secondOverMm)),
    girthOverMm !== undefined && said.over.girthOverMm(length(girthOverMm)),
  ].filter((part) => part !== false)
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(parts)
}

const LANES_SHOWN = 50

/** From where to where is which zone; the first line that fits counts. */
export function Lanes({ card: { lanes }, unit }: Props) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? lanes : lanes.slice(0, LANES_SHOWN)
  const hasKm = lanes.some(({ maxKm }) => maxKm !== undefined)
  const side = (country: string | undefined, postal: string | undefined) => {
    return sideOf(country, postal, said, language)
  }
  const keyed = shown.map((lane, i) => ({ lane, key: `${i} ${lane.zone}` }))
  return (
    <>
      <p className="small">{said.lanesSay}</p>
      <Table
        label={said.lanes}
        head={[
          { says: said.lane.zone },
          { says: said.lane.from },
          { says: said.lane.to },
          ...(hasKm ? [{ says: said.lane.km, isEnd: true }] : []),
        ]}
      >
        {keyed.map(({ key, lane }: { key: string; lane: Lane }) => (
          <tr key={key}>
            <th scope="row">
              <bdi>{lane.zone}</bdi>
            </th>
            <td>{side(lane.from, lane.fromPostal)}</td>
            <td>{side(lane.to, lane.toPostal)}</td>
            {hasKm && (
              <td data-end>
                {lane.maxKm === undefined ? '' : distanceIn(language, lane.maxKm, unit)}
              </td>
            )}
          </tr>
        ))}
      </Table>
      {shown.length < lanes.length && (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {said.showAll(lanes.length)}
        </Button>
      )}
    </>
  )
}

function sideOf(
  country: string | undefined,
  postal: string | undefined,
  said: Words['carriers']['prices'],
  language: string,
): string {
  const name = country === undefined ? '' : countryName(language, country)
  if (postal !== undefined) return said.beginning(name, postal)
  return name || said.anywhere
}
