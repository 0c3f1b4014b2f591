import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { fit, pan, zoom, type Box, type Point, type Size, type View } from './geometry.ts'

/** A press that moves less is no drag. */
const STILL_PX = 4
const WHEEL = { turn: 0.0015, pinch: 0.01 }

/** The size of an element, followed as it changes. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setSize({ width, height })
    })
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [element])
  return size
}

/** What of the map is seen: all of it until somebody goes closer. */
export function useView(element: RefObject<HTMLElement | null>, box: Box, size: Size) {
  const home = useMemo(() => fit(box, size), [box, size])
  const [own, setOwn] = useState<View>()
  const view = own ?? home
  const zoomBy = (by: number, at?: Point) => {
    const middle: Point = [size.width / 2, size.height / 2]
    setOwn((before) => zoom(before ?? home, by, at ?? middle, home))
  }
  const panBy = (by: Point) => setOwn((before) => pan(before ?? home, by, box, size))
  useWheel(element, zoomBy)
  return { view, home, zoomBy, panBy, showAll: () => setOwn(undefined) }
}

/** React listens to wheels passively: what zooms must keep the page from moving itself. */
function useWheel(element: RefObject<HTMLElement | null>, zoomBy: (by: number, at: Point) => void) {
  const latest = useRef(zoomBy)
  useEffect(() => {
    latest.current = zoomBy
  })
  useEffect(() => {
    const target = element.current!
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const speed = event.ctrlKey ? WHEEL.pinch : WHEEL.turn
      latest.current(Math.exp(-event.deltaY * speed), pointOf(event, target))
    }
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  }, [element])
}

/** Where on the element something happened. */
function pointOf(event: { clientX: number; clientY: number }, element: Element): Point {
  const { left, top } = element.getBoundingClientRect()
  return [event.clientX - left, event.clientY - top]
}

type Acts = {
  zoomBy: (by: number, at: Point) => void
  panBy: (by: Point) => void
  onPress: (at: Point) => void
  onHover: (at: Point | undefined) => void
}

/** Dragging with one finger or the mouse, pinching with two; what stays still is a press. */
export function usePointers({ zoomBy, panBy, onPress, onHover }: Acts) {
  const down = useRef(new Map<number, Point>())
  const travelled = useRef(0)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    if (down.current.size === 0) travelled.current = 0
    down.current.set(event.pointerId, pointOf(event, event.currentTarget))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = pointOf(event, event.currentTarget)
    const before = down.current.get(event.pointerId)
    if (!before) return onHover(at)
    const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
    down.current.set(event.pointerId, at)
    travelled.current += Math.hypot(at[0] - before[0], at[1] - before[1])
    if (other) zoomBy(apart(at, other) / Math.max(apart(before, other), 1), middle(at, other))
    else if (travelled.current > STILL_PX) panBy([at[0] - before[0], at[1] - before[1]])
    return undefined
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const at = down.current.get(event.pointerId)
    down.current.delete(event.pointerId)
    const isPress = event.type === 'pointerup' && event.button === 0
    if (at && isPress && travelled.current <= STILL_PX) onPress(at)
  }
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onPointerLeave: () => onHover(undefined),
  }
}

const apart = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
