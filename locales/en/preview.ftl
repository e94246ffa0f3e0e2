### The preview, which an editor sees while writing (`plainplan serve`; the script live.js).

preview-problems = This plan cannot be published yet
preview-hide = Hide
