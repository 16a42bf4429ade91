import fc from "fast-check";

// By itself fast-check draws ten entries at most, whatever a `maxLength` allows: a fault that takes eleven steps is never met.
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true });
