/** The types of the native border: what `native/napi/` exports, no more. */
export interface NativeBinding {}
