import { useMemo } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Notice, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { LocationPeek } from '../locations/peek.tsx'
import { AreaTotals } from './area-totals.tsx'
import { areasOf, placesIn, totalsOf } from './areas.ts'
import { Chart } from './chart.tsx'
import { countHealths, pressHealth, shownHealths, HEALTHS } from './health.ts'
import { Legend } from './legend.tsx'
import { PlaceList } from './list.tsx'
import { MissingPeek } from './missing.tsx'
import { spotsOf, type Place, type Spot } from './places.ts'
import { ItemFilter } from './sku.tsx'
import { useDrawing, usePlaces } from './use-places.ts'
import css from './map.module.css'

/** Where everything is and how it does: on a map, or as a list with the same in it. */
export function NetworkMap() {
  const { map: said } = useWords()
  const [address, change] = useAddress()
  const { sku } = address
  // One item says more than the category that it is in.
  const category = sku === undefined ? address['category'] : undefined
  const { places, error, again, ...found } = usePlaces(sku, category)
  const isList = address['view'] === 'list'
  const turn = () => change({ view: isList ? undefined : 'list' })
  useLetters({ l: turn })
  const opened = places?.find(({ location }) => location.code === address['open'])
  return (
    <Screen
      title={said.title}
      tools={
        <Chips
          label={said.viewsLabel}
          chips={(['map', 'list'] as const).map((id) => ({ id, label: said.views[id] }))}
          chosen={isList ? 'list' : 'map'}
          onChoose={(id) => change({ view: id === 'map' ? undefined : id })}
        />
      }
      actions={<ItemFilter sku={sku} category={category} onChange={(chosen) => change(chosen)} />}
      notice={<Nothing {...{ sku, category }} {...found} />}
      peek={<Aside places={places} opened={opened} address={address} change={change} />}
    >
      {places ? (
        <Shown places={places} isList={isList} address={address} change={change} />
      ) : (
        <Waiting error={error} again={again} />
      )}
    </Screen>
  )
}

/** Says where there is nothing of what the address names: zeros everywhere look like bad news. */
function Nothing(of: {
  sku: string | undefined
  category: string | undefined
  isUnknownSku: boolean
  isEmptyCategory: boolean
}) {
  const { map: said } = useWords()
  if (of.isUnknownSku && of.sku !== undefined) {
    return <Notice tone="attention">{said.skuUnknown(of.sku)}</Notice>
  }
  if (!of.isEmptyCategory || of.category === undefined) return null
  return <Notice tone="attention">{said.categoryUnknown(of.category)}</Notice>
}

type Change = (changed: Address, replace?: boolean) => void

function Waiting({ error, again }: { error: unknown; again: () => void }) {
  const { shell } = useWords()
  if (error) return <Fault error={error} again={again} />
  return (
    <div className={css['waiting']}>
      <Skeleton label={shell.list.loading} />
    </div>
  )
}

/** The open location, or those that are not on the map. */
function Aside(of: {
  places: readonly Place[] | undefined
  opened: Place | undefined
  address: Address
  change: Change
}) {
  const { opened, places, change } = of
  const close = () => change({ open: undefined, missing: undefined })
  if (opened) return <LocationPeek location={opened.location} onClose={close} isOnMap />
  if (of.address['missing'] === undefined || !places) return null
  return (
    <MissingPeek
      missing={spotsOf(places).missing}
      onClose={close}
      onOpen={(code) => change({ open: code, missing: undefined })}
    />
  )
}

type ShownProps = {
  places: readonly Place[]
  isList: boolean
  address: Address
  change: Change
}

function Shown({ places, isList, address, change }: ShownProps) {
  const { map: said } = useWords()
  const healths = shownHealths(address['health'])
  const areas = useMemo(() => areasOf(places), [places])
  const inArea = placesIn(places, areas, address['area'])
  const ofHealth = places.filter(({ health }) => healths.has(health))
  const shown = inArea.filter(({ health }) => healths.has(health))
  const { spots, missing } = useMemo(() => spotsOf(places), [places])
  if (places.length === 0) return <Empty icon="map" title={said.empty} says={said.emptySays} />
  const { open } = address
  const what = address['sku'] ?? address['category']
  const onOpen = (code: string) => {
    change({ open: code, missing: undefined }, open !== undefined)
  }
  const codes = new Set(shown.map(({ location }) => location.code))
  const isShown = ({ location }: Spot) => codes.has(location.code)
  const legend = (
    <Legend
      counts={countHealths(inArea)}
      shown={healths}
      onPress={(health) => change({ health: pressHealth(address['health'], health) })}
      missing={missing.length}
      onMissing={() => change({ missing: '1', open: undefined })}
      size={sizeText(said, what, places)}
    >
      {areas && (
        <AreaTotals
          kind={areas.kind}
          totals={totalsOf(ofHealth, areas)}
          chosen={inArea === places ? undefined : address['area']}
          onChoose={(area) => change({ area })}
        />
      )}
    </Legend>
  )
  if (isList) {
    return (
      <PlaceList places={shown} {...{ what, address, change, open, onOpen }}>
        {legend}
      </PlaceList>
    )
  }
  if (spots.length === 0) {
    return (
      <Empty
        icon="map"
        title={said.noPoints}
        says={said.noPointsSays}
        next={<Button onClick={() => change({ view: 'list' })}>{said.toList}</Button>}
      />
    )
  }
  return (
    <div className={css['stage']}>
      <OnMap spots={spots} isShown={isShown} {...{ what, open, onOpen }} />
      {legend}
    </div>
  )
}

/** What the size of the circles means. */
function sizeText(said: Words['map'], what: string | undefined, places: readonly Place[]): string {
  if (what === undefined) return said.sizeIs
  return places.some(({ units }) => units !== null)
    ? said.sizeIsSku(what)
    : said.notCountedSku(what)
}

function OnMap(of: {
  spots: readonly Spot[]
  isShown: (spot: Spot) => boolean
  what: string | undefined
  open: string | undefined
  onOpen: (code: string) => void
}) {
  const { map: said } = useWords()
  const { spots } = of
  const drawing = useDrawing(spots)
  const index = useMemo(
    () => new Map(spots.map(({ location }, at) => [location.code, at])),
    [spots],
  )
  // The big ones are drawn first, so that none hides a small one.
  const shown = spots.filter(of.isShown).toSorted((a, b) => (b.units ?? 0) - (a.units ?? 0))
  return (
    <>
      <Chart
        spots={shown}
        drawing={drawing}
        indexOf={({ location }) => index.get(location.code)!}
        most={Math.max(...spots.map(({ units }) => units ?? 0))}
        what={of.what}
        summary={useSummary(spots)}
        openCode={of.open}
        onOpen={of.onOpen}
      />
      {drawing.hasFailed && (
        <p className={css['failed']} role="status">
          {said.landFailed}
        </p>
      )}
    </>
  )
}

/** The map in a sentence. */
function useSummary(spots: readonly Spot[]): string {
  const { map: said } = useWords()
  const { number } = useFormats()
  const counts = countHealths(spots)
  const parts = HEALTHS.filter((health) => counts[health] > 0).map((health) =>
    said.summaryHealth(said.healths[health], number(counts[health])),
  )
  return [said.summary(spots.length), ...parts].join('. ')
}
