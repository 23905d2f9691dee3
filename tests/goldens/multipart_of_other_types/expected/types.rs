//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `UploadRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UploadRequest {
    /// `meta`.
    pub meta: UploadRequestMeta,
    /// `media`.
    pub media: rt::File,
}

rt::object! {
    UploadRequest {
        meta = "meta", must,
        media = "media", must,
    }
}

impl UploadRequest {
    /// Starts to build a [`UploadRequest`].
    pub fn builder() -> UploadRequestBuilder {
        UploadRequestBuilder {
            given: (rt::Unset, rt::Unset),
        }
    }
}

/// Builds a [`UploadRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct UploadRequestBuilder<S0 = rt::Unset, S1 = rt::Unset> {
    given: (S0, S1),
}

impl<S0, S1> UploadRequestBuilder<S0, S1> {
    /// meta
    pub fn meta(
        self,
        meta: impl Into<UploadRequestMeta>,
    ) -> UploadRequestBuilder<rt::Set<UploadRequestMeta>, S1> {
        let set = rt::Set(meta.into());
        let (_, s1) = self.given;
        UploadRequestBuilder {
            given: (set, s1),
        }
    }

    /// media
    pub fn media(self, media: impl Into<rt::File>) -> UploadRequestBuilder<S0, rt::Set<rt::File>> {
        let set = rt::Set(media.into());
        let (s0, _) = self.given;
        UploadRequestBuilder { given: (s0, set) }
    }

    /// The finished [`UploadRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> UploadRequest
    where
        S0: rt::Given<required::meta, Value = UploadRequestMeta>,
        S1: rt::Given<required::media, Value = rt::File>,
    {
        let (meta, media) = self.given;
        UploadRequest {
            meta: meta.take(),
            media: media.take(),
        }
    }
}

impl rt::Checked for UploadRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("meta", |at| rt::Checked::check(&self.meta, at));
    }
}

/// `UploadRequestMeta`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UploadRequestMeta {
    /// `title`.
    pub title: Option<String>,
}

rt::object! {
    UploadRequestMeta {
        title = "title", some,
    }
}

impl UploadRequestMeta {
    /// Starts to build a [`UploadRequestMeta`].
    pub fn builder() -> UploadRequestMetaBuilder {
        UploadRequestMetaBuilder {
            rest: UploadRequestMetaBuilderRest {
                title: None,
            },
        }
    }
}

/// Builds a [`UploadRequestMeta`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct UploadRequestMetaBuilder {
    rest: UploadRequestMetaBuilderRest,
}

#[derive(Debug)]
struct UploadRequestMetaBuilderRest {
    title: Option<String>,
}

impl UploadRequestMetaBuilder {
    /// title
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.rest.title = Some(title.into());
        self
    }

    /// The finished [`UploadRequestMeta`]; it compiles when every required field has been set.
    pub fn build(self) -> UploadRequestMeta
    {
        UploadRequestMeta {
            title: self.rest.title,
        }
    }
}

impl rt::Checked for UploadRequestMeta {}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum media {}
    pub enum meta {}
}
