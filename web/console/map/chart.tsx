import { memo, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { useWords } from '../words/index.ts'
import type { Land } from './atlas.ts'
import { Circles, type Circle } from './circles.tsx'
import {
  growthAt,
  nearest,
  onScreen,
  radiusOf,
  stepTo,
  type Direction,
  type Point,
  type Size,
} from './geometry.ts'
import type { Spot } from './places.ts'
import { Tip } from './tip.tsx'
import { useSaid } from './said.ts'
import { usePointers, useSize, useView } from './use-view.ts'
import type { useDrawing } from './use-places.ts'
import css from './map.module.css'

type Props = {
  /** Those that the legend lets through, and where each stands in the drawing. */
  spots: readonly Spot[]
  drawing: ReturnType<typeof useDrawing>
  indexOf: (spot: Spot) => number
  most: number
  /** The item or category that the units are of; undefined: all. */
  what: string | undefined
  summary: string
  openCode: string | undefined
  onOpen: (code: string) => void
}

const ZOOM_STEP = 1.5
const PAN_STEP = 80
const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const STEPS = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] } as const

/** The map: land, and a circle for each location. Whoever does not see it, has the list. */
export function Chart(props: Props) {
  const { map: said } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const keysId = useId()
  const map = useMap(props, frame)
  const { sizes, view, active } = map
  return (
    <div className={css['chart']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- has keys */}
      <div
        ref={frame}
        className={css['frame']}
        // East stays to the right whichever way one reads.
        dir="ltr"
        role="application"
        aria-roledescription={said.picture}
        aria-label={props.summary}
        aria-describedby={keysId}
        data-pointing={map.pointed !== undefined || undefined}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows move in it
        tabIndex={0}
        onKeyDown={map.onKeyDown}
        onFocus={() => map.setFocused(true)}
        onBlur={() => map.setFocused(false)}
        {...map.pointers}
      >
        {sizes.width > 0 && (
          <svg width={sizes.width} height={sizes.height} aria-hidden="true" focusable="false">
            <g transform={`translate(${view.x} ${view.y}) scale(${view.k})`}>
              {props.drawing.land && <Ground land={props.drawing.land} />}
            </g>
            <g transform={`translate(${view.x} ${view.y})`}>
              <Circles circles={map.circles} active={active?.code} open={props.openCode} />
            </g>
          </svg>
        )}
        {active && <Tip circle={active} what={props.what} size={sizes} />}
      </div>
      <p className="hidden-text" id={keysId}>
        {said.keys}
      </p>
      <p className="hidden-text" role="status">
        {map.spoken}
      </p>
      <div className={css['buttons']}>
        <IconButton icon="plus" label={said.zoomIn} onClick={() => map.zoomBy(ZOOM_STEP)} />
        <IconButton icon="minus" label={said.zoomOut} onClick={() => map.zoomBy(1 / ZOOM_STEP)} />
        <IconButton icon="fit" label={said.showAll} onClick={map.showAll} />
      </div>
    </div>
  )
}

const Ground = memo(function Ground({ land }: { land: Land }) {
  return (
    <>
      <path className={css['land']} d={land.land} />
      <path className={css['borders']} d={land.borders} />
    </>
  )
})

function useMap(props: Props, frame: React.RefObject<HTMLDivElement | null>) {
  const { spots, drawing, indexOf, most, onOpen, what } = props
  const sentence = useSaid(what)
  const sizes = useSize(frame)
  const { view, home, zoomBy, panBy, showAll } = useView(frame, drawing.box, sizes)
  const [chosen, setChosen] = useState<string>()
  const [pointed, setPointed] = useState<string>()
  const [isFocused, setFocused] = useState(false)
  const growth = growthAt(view, home)
  const circles = useCircles({ spots, places: drawing.places, indexOf, most, k: view.k, growth })
  const shift: Point = [view.x, view.y]
  const hit = (at: Point, reach?: number) => nearest(circles, minus(at, shift), reach)
  const find = (code: string | undefined) => {
    const found = circles.find((circle) => circle.code === code)
    return found && { ...found, at: plus(found.at, shift) }
  }
  const held = isFocused ? find(chosen) : undefined
  const pointers = usePointers({
    zoomBy,
    panBy,
    onHover: (at) => {
      const index = at && hit(at)
      setPointed(index === undefined ? undefined : circles[index]!.code)
    },
    onPress: (at) => {
      const index = hit(at)
      if (index === undefined) return
      setChosen(circles[index]!.code)
      onOpen(circles[index]!.code)
    },
  })
  const step = (direction: Direction) => {
    const points = circles.map(({ at }) => at)
    const from = circles.findIndex(({ code }) => code === chosen)
    const next = from === -1 ? hit(middleOf(sizes), Infinity) : stepTo(points, from, direction)
    if (next === undefined) return
    setChosen(circles[next]!.code)
    bringIn(plus(circles[next]!.at, shift), sizes, panBy)
  }
  const onKeyDown = keysOf({
    step,
    panBy,
    showAll,
    zoom: (by) => zoomBy(by, find(chosen)?.at),
    open: () => held && onOpen(held.code),
  })
  const active = find(pointed) ?? held
  const spoken = held ? sentence(held.spot) : ''
  return {
    sizes,
    view,
    circles,
    active,
    pointed,
    pointers,
    onKeyDown,
    spoken,
    zoomBy,
    showAll,
    setFocused,
  }
}

const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]]
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]

/** The circles at this size of the map; moving it moves all of them at once. */
function useCircles(of: {
  spots: readonly Spot[]
  places: readonly Point[]
  indexOf: (spot: Spot) => number
  most: number
  k: number
  growth: number
}): Circle[] {
  const { spots, places, indexOf, most, k, growth } = of
  return useMemo(
    () =>
      spots.map((spot) => ({
        spot,
        code: spot.location.code,
        at: onScreen({ k, x: 0, y: 0 }, places[indexOf(spot)]!),
        r: radiusOf(spot.units ?? 0, most, growth),
      })),
    [spots, places, indexOf, most, k, growth],
  )
}

type KeyActs = {
  step: (direction: Direction) => void
  panBy: (by: readonly [number, number]) => void
  zoom: (by: number) => void
  showAll: () => void
  open: () => void
}

function keysOf({ step, panBy, zoom, showAll, open }: KeyActs) {
  const others: Record<string, () => void> = {
    '+': () => zoom(ZOOM_STEP),
    '=': () => zoom(ZOOM_STEP),
    '-': () => zoom(1 / ZOOM_STEP),
    '0': showAll,
    Enter: open,
  }
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    const act = arrow ? () => move(arrow, event.shiftKey) : others[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  function move(arrow: Direction, isPan: boolean): void {
    if (!isPan) return step(arrow)
    const [x, y] = STEPS[arrow]
    return panBy([x * PAN_STEP, y * PAN_STEP])
  }
}

/** Where the arrows begin: the one nearest to the middle of what is seen. */
const middleOf = ({ width, height }: Size): Point => [width / 2, height / 2]

/** Moves the map so that a location that the arrows have reached is seen. */
function bringIn(
  [x, y]: Point,
  { width, height }: Size,
  panBy: (by: readonly [number, number]) => void,
): void {
  const rim = 40
  const by = (value: number, side: number) => {
    return value < rim ? rim - value : value > side - rim ? side - rim - value : 0
  }
  const move = [by(x, width), by(y, height)] as const
  if (move[0] !== 0 || move[1] !== 0) panBy(move)
}
