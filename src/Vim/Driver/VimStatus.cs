namespace NfvOrchestrator.Vim;

/// <summary>HTTP statuses of results and errors.</summary>
public static class VimStatus
{
    /// <summary>Status of a put: 201 made, 202 being made or changed, 200 as it was or changed.</summary>
    public static int Of(VimPutResult result) => result.Outcome switch
    {
        VimPutOutcome.Unchanged => 200,
        _ when result.Resource.State.IsTransitional() => 202,
        VimPutOutcome.Created => 201,
        _ => 200,
    };

    /// <summary>Status of an error.</summary>
    public static int Of(VimErrorCause cause) => cause switch
    {
        VimErrorCause.INVALID_REQUEST => 400,
        VimErrorCause.NOT_FOUND => 404,
        VimErrorCause.CONFLICT or VimErrorCause.NO_VALID_HOST or VimErrorCause.HOST_DOWN or VimErrorCause.ADDRESS_UNAVAILABLE => 409,
        VimErrorCause.QUOTA_EXCEEDED or VimErrorCause.UNAUTHORIZED => 403,
        VimErrorCause.TRANSIENT => 503,
        VimErrorCause.UNREACHABLE => 502,
        VimErrorCause.TIMEOUT => 504,
        VimErrorCause.NOT_SUPPORTED => 422,
        _ => 500,
    };

    /// <summary>Cause of an answer that says none itself (a proxy, a crashed adapter).</summary>
    public static VimErrorCause ToCause(int status) => status switch
    {
        400 or 413 or 414 or 415 => VimErrorCause.INVALID_REQUEST,
        401 or 403 => VimErrorCause.UNAUTHORIZED,
        404 => VimErrorCause.NOT_FOUND,
        408 or 504 => VimErrorCause.TIMEOUT,
        409 or 412 => VimErrorCause.CONFLICT,
        429 or 503 => VimErrorCause.TRANSIENT,
        502 => VimErrorCause.UNREACHABLE,
        _ => VimErrorCause.INTERNAL,
    };
}
