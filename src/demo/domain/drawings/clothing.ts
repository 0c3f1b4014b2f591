import { dashes, dots, lines, patch, shape, svgOf, type Drawing } from './ink.ts'

const WOOD = '#a9825a'

const tShirt: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(
      base,
      'M35 15Q26 18 20 22Q12 30 8 41L20 47L26 40V82Q48 85 70 82V40L76 47L88 41' +
        'Q84 30 76 22Q70 18 61 15Q48 27 35 15Z',
    ),
    patch(shade, 'M62 40Q64 62 58 83.4L70 82V40L68 32Z'),
    lines(light, 'M33.5 16Q48 31 62.5 16', 2.4),
    lines(shade, 'M26 40L29 31M70 40L67 31'),
    style === 1 && patch(light, 'M26 50H70V55H26ZM26 60H70V65H26Z'),
    style === 2 && lines(shade, 'M54 40H64V49L59 52L54 49Z'),
  ])

const shirt: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(
      base,
      'M37 13L24 18Q18 21 17 27L8 68L18 71L28 42V84H68V42L78 71L88 68L79 27' +
        'Q78 21 72 18L59 13L48 21Z',
    ),
    patch(
      shade,
      'M61 30V84H68V42L70 36L72 24ZM8.6 65L8 68L18 71L19 68ZM87.4 65L88 68L78 71L77 68Z',
    ),
    style === 1 && lines(light, 'M34 24V83M40 31V83M56 31V83M62 24V83'),
    shape(light, 'M37 13L48 22L41 32L32 16ZM59 13L48 22L55 32L64 16Z'),
    lines(shade, 'M48 24V84M28 42L30 34M68 42L66 34'),
    dots(light, 1.3, '48,36 48,47 48,58 48,69'),
    style === 2 && lines(shade, 'M54 42H63V52H54ZM54 45H63'),
  ])

const KNIT =
  'M36 15L24 19Q18 21 16 28L8 68L18 71L27 44V82H69V44L78 71L88 68L80 28Q78 21 72 19L60 15'
const CUFFS = 'M8.8 64L8 68L18 71L19.3 67ZM87.2 64L88 68L78 71L76.7 67Z'

const jumper: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(base, `${KNIT}Q48 23 36 15Z`),
    patch(shade, `M27 76H69V82H27Z${CUFFS}`),
    lines(shade, 'M27 44L29 34M69 44L67 34'),
    lines(light, 'M35.5 16Q48 26 60.5 16', 3),
    style === 0 &&
      lines(
        light,
        'M40 30L37 36L40 42L37 48L40 54L37 60L40 66L37 72M56 30L59 36L56 42L59 48L56 54' +
          'L59 60L56 66L59 72M48 30V72',
      ),
    style === 1 && patch(light, 'M27 46H69V51H27ZM27 56H69V61H27ZM27 66H69V71H27Z'),
    style === 2 &&
      lines(
        light,
        'M28 34L33 39L38 34L43 39L48 34L53 39L58 34L63 39L68 34M30 45L33 42L38 47L43 42' +
          'L48 47L53 42L58 47L63 42L66 45',
        2,
      ),
  ])

const cardigan: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(shade, 'M36 15Q48 20 60 15L50 42H46Z'),
    shape(
      base,
      'M36 15L24 19Q18 21 16 28L8 68L18 71L27 44V82H69V44L78 71L88 68L80 28' +
        'Q78 21 72 19L60 15L48 46Z',
    ),
    patch(shade, `M27 77H69V82H27Z${CUFFS}`),
    lines(shade, 'M27 44L29 34M69 44L67 34M48 46V82'),
    lines(light, 'M35.5 16L46 44V82M60.5 16L50 44V82', 2),
    dots(shade, 1.6, '48,50 48,59 48,68'),
    style !== 1 && lines(shade, 'M31 60H41V71H31ZM55 60H65V71H55Z'),
    style === 2 && patch(light, 'M31 60H41V63H31ZM55 60H65V63H55Z'),
    style === 1 && dashes(light, 'M33 30V76M39 40V76M57 40V76M63 30V76', '2 3'),
  ])

const trousers: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(base, 'M32 10H64Q66 24 70 86H54L48 36L42 86H26Q30 24 32 10Z'),
    patch(shade, 'M48 36Q56 58 60 86H54Z'),
    patch(light, 'M32 10H64L64.8 16H31.2Z'),
    lines(shade, 'M48 16V36M34 18Q36 26 31 29M62 18Q60 26 65 29'),
    lines(light, 'M38 30L34 85M60 34L62 85', 1),
    style === 1 && patch(shade, 'M26.2 81L26 86H42L42.6 81ZM69.7 81L70 86H54L53.4 81Z'),
    style === 2 && lines(shade, 'M44 17Q40 24 36 17M60 17Q56 24 52 17'),
  ])

const jeans: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(base, 'M30 10H66L71 86H53L48 36L43 86H25Z'),
    patch(shade, 'M48 36Q55 58 59 86H53Z'),
    patch(shade, 'M30 10H66L66.4 16H29.6Z'),
    patch(light, 'M25.5 79L25 86H43L43.7 79ZM70.5 79L71 86H53L52.3 79Z'),
    dashes(
      '#d9a55b',
      'M31 18Q32 28 42 18M65 18Q64 28 54 18M48 17V30Q54 29 54 17M33 30L28.5 78M63 30L67.5 78',
      '2 1.5',
    ),
    dots('#d9a55b', 1.3, '48,13'),
    style === 1 && lines(light, 'M32 50L37 48M31 56L37 54M59 48L64 50M59 54L65 56'),
    style === 2 && patch(light, 'M35 36L40 36L37 66L32 66ZM56 36L61 36L64 66L59 66Z'),
  ])

const BODICE = [
  'M37 12L27 16Q21 21 19 34L28 37L33 30L36 42Q31 62 20 83Q48 91 76 83Q65 62 60 42' +
    'L63 30L68 37L77 34Q75 21 69 16L59 12Q48 30 37 12Z',
  'M37 10L33 12Q36 22 31 28L36 42Q31 62 20 83Q48 91 76 83Q65 62 60 42L65 28' +
    'Q60 22 63 12L59 10Q48 30 37 10Z',
]

const dress: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(base, BODICE[style % 2]!),
    patch(shade, 'M54 44Q60 66 58 86.8Q68 86 76 83Q65 62 60 42Z'),
    lines(shade, 'M44 46Q42 68 36 85M50 46Q51 68 50 87'),
    patch(light, 'M36 40H60L60.4 45H35.6Z'),
    style === 2 && dots(light, 1.5, '34,66 44,60 52,70 62,62 30,77 42,77 66,76 55,80'),
  ])

const skirt: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(base, 'M34 16H62Q68 44 80 78Q48 88 16 78Q28 44 34 16Z'),
    patch(shade, 'M56 22Q62 50 62 82.2Q72 81 80 78Q68 44 62 22Z'),
    patch(light, 'M34 16H62L63 23H33Z'),
    style === 0 && lines(shade, 'M40 24Q38 54 30 81M48 24V83M56 24Q58 54 62 82'),
    style === 1 && dots(light, 1.6, '48,32 48,42 48,52 48,62 48,72'),
    style === 1 && lines(shade, 'M44 23V83'),
    style === 2 && lines(light, 'M24.5 58Q48 66 71.5 58M21 67Q48 75 75 67', 2.4),
  ])

const jacket: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(
      base,
      'M36 14L23 19Q17 22 16 29L9 68L20 71L27 46V80H69V46L76 71L87 68L80 29' +
        'Q79 22 73 19L60 14Z',
    ),
    patch(shade, 'M27 75H69V80H27ZM9.7 64L9 68L20 71L21.2 67ZM86.3 64L87 68L76 71L74.8 67Z'),
    shape(shade, 'M36 14L48 18L60 14L63 21L48 30L33 21Z'),
    lines(light, 'M48 29V80', 2),
    lines(shade, 'M27 46L29 34M69 46L67 34M33 58L40 64M63 58L56 64'),
    style === 1 && lines(shade, 'M28 42H68M28 52H68M28 66H68', 1.8),
    style === 2 && shape(light, 'M32 38H42V46L37 49L32 46ZM54 38H64V46L59 49L54 46Z'),
  ])

const coat: Drawing = ({ light, base, shade }, style) =>
  svgOf([
    shape(
      base,
      'M38 9L27 13Q21 16 20 23L14 62L23 64L30 36L27 87H69L66 36L73 64L82 62L76 23' +
        'Q75 16 69 13L58 9Z',
    ),
    patch(shade, 'M48 87L50 40L60 20L66 36L69 87Z'),
    shape(light, 'M38 9L48 36L40 29L36 31L32 12ZM58 9L48 36L56 29L60 31L64 12Z'),
    lines(shade, 'M48 36V87M30 36L31 30M66 36L65 30'),
    style !== 1 && dots(light, 1.6, '43,44 53,44 43,54 53,54 43,64 53,64'),
    style === 1 && patch(light, 'M29.6 48H66.4L66.8 53H29.3Z'),
    style === 1 && shape(WOOD, 'M45 46.5H51V54.5H45Z'),
    style !== 1 && lines(shade, 'M32 62H39M57 62H64', 2.2),
    style === 2 && patch(shade, 'M14.8 57L14 62L23 64L24.2 59ZM81.2 57L82 62L73 64L71.8 59Z'),
  ])

export const clothing: Readonly<Record<string, Drawing>> = {
  TS: tShirt,
  SH: shirt,
  JU: jumper,
  CD: cardigan,
  TR: trousers,
  JE: jeans,
  DR: dress,
  SK: skirt,
  JA: jacket,
  CO: coat,
}
