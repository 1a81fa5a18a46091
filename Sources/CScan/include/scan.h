// Looks at 32 bytes of a JSON string body at once. Swift's SIMD types have no way to turn a
// comparison into a bit mask (their comparisons run lane by lane in 6.3.1), so these few
// instructions are taken from C.
#pragma once
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/// What 32 bytes are.
typedef struct {
  /// Bit n: byte n is a quote, a backslash or a control character.
  uint32_t stops;
  /// Not 0 when some byte is not ASCII.
  uint32_t high;
} hl_masks;

#if defined(__SSE2__)

static inline uint32_t hl_stops16(__m128i bytes) {
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), control));
}

static inline hl_masks hl_scan32(const uint8_t *p) {
  const __m128i low = _mm_loadu_si128((const __m128i *)p);
  const __m128i high = _mm_loadu_si128((const __m128i *)(p + 16));
  hl_masks masks;
  masks.stops = hl_stops16(low) | hl_stops16(high) << 16;
  masks.high = (uint32_t)_mm_movemask_epi8(_mm_or_si128(low, high));
  return masks;
}

#elif defined(__aarch64__)

static inline uint32_t hl_mask16(uint8x16_t flags) {
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t set = vandq_u8(flags, bits);
  return (uint32_t)vaddv_u8(vget_low_u8(set)) | (uint32_t)vaddv_u8(vget_high_u8(set)) << 8;
}

static inline uint32_t hl_stops16(uint8x16_t bytes) {
  const uint8x16_t quote = vceqq_u8(bytes, vdupq_n_u8('"'));
  const uint8x16_t backslash = vceqq_u8(bytes, vdupq_n_u8('\\'));
  const uint8x16_t control = vcltq_u8(bytes, vdupq_n_u8(0x20));
  return hl_mask16(vorrq_u8(vorrq_u8(quote, backslash), control));
}

static inline hl_masks hl_scan32(const uint8_t *p) {
  const uint8x16_t low = vld1q_u8(p);
  const uint8x16_t high = vld1q_u8(p + 16);
  hl_masks masks;
  masks.stops = hl_stops16(low) | hl_stops16(high) << 16;
  masks.high = vmaxvq_u8(vorrq_u8(low, high)) >> 7;
  return masks;
}

#else

static inline hl_masks hl_scan32(const uint8_t *p) {
  hl_masks masks = {0, 0};
  for (int n = 0; n < 32; n++) {
    const uint8_t byte = p[n];
    masks.stops |= (uint32_t)(byte == '"' || byte == '\\' || byte < 0x20) << n;
    masks.high |= byte >> 7;
  }
  return masks;
}

#endif
