import { dashes, dots, lines, patch, shape, svgOf, type Drawing } from './ink.ts'

const WOOD = '#b58d64'
const DARK_WOOD = '#8f6b47'
const GREEN = '#7d9a6f'

const cushion: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(
      base,
      'M16 14Q48 22 80 14Q84 13 83 17Q74 48 83 79Q84 83 80 82Q48 74 16 82Q12 83 13 79' +
        'Q22 48 13 17Q12 13 16 14Z',
    ),
    patch(shade, 'M83 79Q84 83 80 82Q48 74 16 82Q14 82.5 13.3 81.5Q60 78 76.8 48Q77 64 83 79Z'),
    style === 0 && lines(light, 'M30 20Q36 48 30 76M48 18V77M66 20Q60 48 66 76', 3),
    style === 1 &&
      lines(shade, 'M48 48L34 34M48 48L62 34M48 48L34 62M48 48L62 62M48 48L30 48M48 48H66'),
    style === 1 && dots(light, 3, '48,48'),
    style === 2 && lines(light, 'M24 34L48 58L72 34M24 46L48 70L72 46M32 28L48 44L64 28', 2.4),
  ])

/** Folded over twice, its open edge below with the fringe. */
const throwBlanket: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    lines(
      shade,
      'M17 70V82M24 70V83M31 70V83M38 70V83M45 70V83M52 70V83M59 70V83M66 70V83M73 70' +
        'V83M79 70V82',
      2,
    ),
    shape(shade, 'M20 22H82Q88 22 88 32Q88 42 82 42H30Z'),
    shape(light, 'M18 14H78Q86 14 86 24Q86 34 78 34H18Q10 34 10 24Q10 14 18 14Z'),
    shape(base, 'M18 16H70Q82 16 82 27V72H12V24Q12 16 18 16Z'),
    patch(shade, 'M64 17Q73 18 73 30V72H82V27Q82 16 70 16H62Z'),
    style === 0 && patch(light, 'M12 50H82V54H12ZM12 58H82V62H12Z'),
    style === 1 && lines(light, 'M24 17V71M38 17V71M52 17V71M13 32H81M13 46H81M13 60H81', 2),
    style === 2 && dashes(light, 'M14 30H81M14 40H81M14 50H81M14 60H81', '4 5', 2.2),
  ])

const towel: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(WOOD, 'M8 15H88Q91 18 88 21H8Q5 18 8 15Z'),
    shape(shade, 'M50 14H74V66H50Z'),
    shape(base, 'M22 17Q22 13 27 13H58Q63 13 63 17V82H22Z'),
    patch(shade, 'M56 13H58Q63 13 63 17V82H56Z'),
    style !== 1 && patch(light, 'M22 64H63V70H22Z'),
    style === 0 && patch(light, 'M22 73H63V75H22Z'),
    style === 1 && patch(light, 'M22 28H63V32H22ZM22 40H63V44H22ZM22 52H63V56H22ZM22 64H63V68H22Z'),
    style === 2 && lines(shade, 'M25 82V87M31 82V87M37 82V87M43 82V87M49 82V87M55 82V87M60 82V87'),
  ])

const bedLinen: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(DARK_WOOD, 'M10 30Q10 16 24 16H72Q86 16 86 30V84H80V78H16V84H10Z'),
    shape(
      light,
      'M17 36Q16 26 20 25Q32 22 44 25Q47 26 46 36Q46 44 43 45Q31 47 20 45Q17 44 17 36' +
        'ZM50 36Q49 26 52 25Q64 22 76 25Q80 26 79 36Q79 44 76 45Q65 47 53 45' +
        'Q50 44 50 36Z',
    ),
    shape(base, 'M10 50Q48 42 86 50V76Q48 82 10 76Z'),
    patch(shade, 'M64 46Q76 47 86 50V76Q76 78 64 78.8Q68 62 64 46Z'),
    shape(light, 'M10 50Q48 42 86 50V58Q48 50 10 58Z'),
    style === 1 && lines(light, 'M24 55V78M36 53V79M48 52V79M60 53V79M72 55V78', 2),
    style === 2 && dots(light, 1.7, '22,64 34,62 46,61 58,62 70,64 28,71 40,70 52,70 64,71 76,70'),
  ])

/** A mug with its left upper corner at a place. */
const mugAt = (x: number, y: number) =>
  `M${x} ${y}h24v22q0 7-7 7h-10q-7 0-7-7zM${x + 24} ${y + 5}h4q7 0 7 8q0 9-11 9` +
  'v-4q7 0 7-5q0-4-3-4h-4z'

const mugs: Drawing = ({ light, base, shade }, style) => {
  const places = [
    [12, 15],
    [52, 15],
    [12, 53],
    [52, 53],
  ] as const
  const at = (d: string) => places.map(([x, y]) => `M${x} ${y}${d}`).join('')
  return svgOf([
    shape(base, places.map(([x, y]) => mugAt(x, y)).join('')),
    patch(shade, at('m17 1h7v21q0 7-7 7z')),
    lines(light, at('m0.5 1h23'), 2.4),
    style === 1 && patch(light, at('m0 11h24v4h-24z')),
    style === 2 && patch(light, at('m0 18h24v4q0 7-7 7h-10q-7 0-7-7z')),
  ])
}

const bowl: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(shade, 'M36 72H60L62 80H34Z'),
    shape(base, 'M8 36H88Q86 62 62 75H34Q10 62 8 36Z'),
    patch(shade, 'M70 38H88Q86 62 62 75H52Q70 62 70 38Z'),
    shape(light, 'M8 36a40 9 0 1 1 80 0a40 9 0 1 1-80 0Z'),
    patch(shade, 'M14 37a34 6 0 1 1 68 0a34 6 0 1 1-68 0Z'),
    style === 1 && lines(light, 'M12.5 50Q48 60 83.5 50', 3),
    style === 2 &&
      lines(light, 'M16 48L21 58L29 50L37 62L45 53L53 63L61 53L69 61L77 50L80 54', 1.8),
  ])

const tableLamp: Drawing = ({ light, base, shade }, style) => {
  const foot = [
    'M44 46H52V74H44Z',
    'M48 48Q66 54 62 68Q60 76 48 76Q36 76 34 68Q30 54 48 48Z',
    'M45 46H51L57 76H39Z',
  ][style]!
  return svgOf([
    shape(WOOD, foot),
    shape(DARK_WOOD, 'M34 76H62Q67 76 67 82V84H29V82Q29 76 34 76Z'),
    shape(base, style === 1 ? 'M28 12H68L76 48H20Z' : 'M34 10H62L78 48H18Z'),
    patch(light, style === 1 ? 'M28 12H42L38 48H20Z' : 'M34 10H44L38 48H18Z'),
    patch(shade, style === 1 ? 'M60 12H68L76 48H64Z' : 'M56 10H62L78 48H64Z'),
    lines(DARK_WOOD, 'M64 49V60', 1),
    dots(DARK_WOOD, 1.4, '64,62'),
  ])
}

const vase: Drawing = ({ light, base, shade }, style) => {
  const bodies = [
    'M40 40H56Q54 46 60 52Q72 60 68 74Q66 86 58 88H38Q30 86 28 74Q24 60 36 52Q42 46 40 40Z',
    'M38 38H58Q60 62 62 84Q62 88 58 88H38Q34 88 34 84Q36 62 38 38Z',
    'M42 38H54V50Q72 56 72 72Q72 88 58 88H38Q24 88 24 72Q24 56 42 50Z',
  ]
  return svgOf([
    lines(GREEN, 'M48 44Q46 26 50 8M47 34Q40 28 36 18M48.5 26Q56 22 60 12', 1.6),
    patch(
      GREEN,
      'M50 8Q44 12 49 19Q55 13 50 8ZM36 18Q33 25 40 27Q42 20 36 18ZM60 12Q54 13 54 21' +
        'Q62 20 60 12ZM42 31Q36 33 37 39Q44 38 42 31ZM54 30Q51 34 48 35Q53 40 58 36' +
        'Q59 31 54 30Z',
    ),
    shape(base, bodies[style]!),
    patch(
      shade,
      [
        'M56 52Q64 62 58 88Q66 86 68 74Q72 60 60 52L57 47Z',
        'M52 38H58Q60 62 62 84Q62 88 58 88H52Z',
        'M56 51Q66 62 56 88H58Q72 88 72 72Q72 56 56 51Z',
      ][style]!,
    ),
    lines(light, ['M36 62Q32 68 34 76', 'M41 46Q40 62 39 78', 'M33 64Q29 70 32 78'][style]!, 2.4),
  ])
}

const rug: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    lines(
      shade,
      'M25 20V13M32 20V13M40 20V13M48 20V13M56 20V13M64 20V13M71 20V13M12 78V86M21 78' +
        'V86M30 78V86M39 78V86M48 78V86M57 78V86M66 78V86M75 78V86M84 78V86',
      1.6,
    ),
    shape(base, 'M22 20H74L88 78H8Z'),
    patch(light, 'M26.5 25H69.5L80.5 72H15.5ZM29.5 29L21 68H75L66.5 29Z'),
    style === 0 && patch(light, 'M48 32L60 48L48 64L36 48Z'),
    style === 0 && patch(shade, 'M48 39L54.5 48L48 57L41.5 48Z'),
    style === 1 && lines(light, 'M30 38H66M28 48H68M26 58H70', 3.4),
    style === 2 &&
      lines(
        light,
        'M32 34L40 44L48 34L56 44L64 34M29 48L38 58L48 48L58 58L67 48M32 65L38 60M58 60L64 65',
        2.2,
      ),
    patch(shade, 'M8 78L9 74H87L88 78Z'),
  ])

const candle: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    patch('#f6c453', 'M48 8Q58 20 54 27Q52 31 48 31Q44 31 42 27Q38 20 48 8Z'),
    patch('#fff0c2', 'M48 18Q52 24 50.5 28Q48 30 45.5 28Q44 24 48 18Z'),
    lines('#5b4a3c', 'M48 30V38', 1.6),
    style === 0
      ? shape(base, 'M30 40Q48 34 66 40V82Q48 88 30 82Z')
      : shape(base, 'M26 44Q48 38 70 44V78Q70 86 62 87H34Q26 86 26 78Z'),
    style === 0
      ? patch(shade, 'M56 38.5Q62 39 66 40V82Q62 84 56 84.5Z')
      : patch(shade, 'M60 42Q66 42.5 70 44V78Q70 86 62 87H58Q62 80 60 42Z'),
    patch(
      light,
      style === 0 ? 'M30 40Q48 34 66 40Q48 46 30 40Z' : 'M26 44Q48 38 70 44Q48 50 26 44Z',
    ),
    style === 1 && shape('#f4efe4', 'M36 58H60V74H36Z'),
    style === 1 && lines(base, 'M41 64H55M44 69H52'),
    style === 2 && lines(light, 'M26 58Q48 64 70 58M26 66Q48 72 70 66', 2),
  ])

const mirror: Drawing = ({ light, base, shade }, style) => {
  const [frame, glass] = [
    ['M48 8A40 40 0 1 1 48 88A40 40 0 1 1 48 8Z', 'M48 15A33 33 0 1 1 48 81A33 33 0 1 1 48 15Z'],
    [
      'M20 42Q20 8 48 8Q76 8 76 42V84Q76 88 72 88H24Q20 88 20 84Z',
      'M26 43Q26 15 48 15Q70 15 70 43V81H26Z',
    ],
    [
      'M48 8Q78 8 78 48Q78 88 48 88Q18 88 18 48Q18 8 48 8Z',
      'M48 15Q71 15 71 48Q71 81 48 81Q25 81 25 48Q25 15 48 15Z',
    ],
  ][style]!
  return svgOf([
    shape(base, frame!),
    shape('#d3e1e8', glass!),
    lines('#fff', 'M36 50L58 28M42 58L62 38', 3),
    lines(
      light,
      ['M15 36Q20 20 36 13.5', 'M23 40Q24 16 40 12', 'M21.5 44Q22 20 38 12.5'][style]!,
      1.8,
    ),
    lines(shade, ['M81 60Q76 76 60 82.5', 'M73 50V84', 'M74.5 52Q74 76 58 83.5'][style]!, 1.8),
  ])
}

const basket: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    style === 1
      ? lines(shade, 'M26 42Q26 10 48 10Q70 10 70 42', 4)
      : lines(shade, 'M20 46Q10 46 10 38Q10 31 20 33M76 46Q86 46 86 38Q86 31 76 33', 4),
    shape(base, 'M14 36H82L74 82Q74 86 70 86H26Q22 86 22 82Z'),
    patch(shade, 'M66 36H82L74 82Q74 86 70 86H58Q66 64 66 36Z'),
    dashes(light, 'M17 50H79M19 62H77M21 74H75', '6 4', 2.4),
    dashes(light, 'M21 44H80M23 56H78M25 68H76M27 80H74', '6 4', 2.4),
    shape(light, 'M13 32H83Q86 36 83 40H13Q10 36 13 32Z'),
    style === 2 && shape('#f4efe4', 'M20 32Q30 20 44 27Q60 18 76 32Z'),
  ])

export const home: Readonly<Record<string, Drawing>> = {
  CU: cushion,
  TH: throwBlanket,
  TO: towel,
  BL: bedLinen,
  MU: mugs,
  BW: bowl,
  LA: tableLamp,
  VA: vase,
  RU: rug,
  CA: candle,
  MI: mirror,
  BK: basket,
}
