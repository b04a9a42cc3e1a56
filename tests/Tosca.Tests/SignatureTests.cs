using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Signatures of packages (SOL004 §5): what is right is accepted, what is wrong is named.</summary>
public sealed class SignatureTests
{
    private static readonly PackageReadOptions s_trusting = Options(SignaturePolicy.Require, TestPki.Root);

    private static readonly byte[] s_plain = ZipBuilder.Sample("minimal/vnf");

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_signed_manifest_is_trusted(bool rsa, bool streamFramework)
    {
        var signer = rsa ? TestPki.Leaf("CN=Rsa", rsa: true) : TestPki.Signer;
        var signed = ZipBuilder.Sample("minimal/vnf", new CsarPackOptions { SignManifest = text => streamFramework ? FrameworkSign(text, signer) : Sign(text, signer) });
        var result = ZipBuilder.Read(signed, s_trusting with { Strict = true });
        result.Diagnostics.ShouldBeEmpty();
        var signature = result.Signatures.ShouldHaveSingleItem();
        (signature.Scope, signature.Status, signature.Subject, signature.Covers).ShouldBe((SignatureScope.Manifest, SignatureStatus.Trusted, signer.Subject, "minimal.mf"));
        signature.Certificate.ShouldStartWith("-----BEGIN CERTIFICATE-----");
        signature.Algorithm.ShouldBe(rsa ? "SHA256 with RSA" : "SHA256 with ECDSA");
    }

    [Fact]
    public void The_framework_accepts_what_we_sign()
    {
        foreach (var signer in new[] { TestPki.Signer, TestPki.Leaf("CN=Rsa", rsa: true) })
        {
            var cms = new SignedCms(new ContentInfo("content"u8.ToArray()), detached: true);
            cms.Decode(CmsWriter.Sign(new MemoryStream("content"u8.ToArray()), signer, [TestPki.Intermediate], withCertificates: true, TestPki.Now, HashAlgorithmName.SHA384));
            cms.CheckSignature(verifySignatureOnly: true);
            cms.Certificates.Count.ShouldBe(2);
            cms = new SignedCms(new ContentInfo("other"u8.ToArray()), detached: true);
            cms.Decode(CmsWriter.Sign(new MemoryStream("content"u8.ToArray()), signer, [], withCertificates: true, null, HashAlgorithmName.SHA256));
            Should.Throw<CryptographicException>(() => cms.CheckSignature(verifySignatureOnly: true));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_csar_in_a_zip_with_its_signature_is_read_and_trusted(bool certificateInside)
    {
        var signed = Wrapped(s_plain, TestPki.Signer, certificateInside);
        var result = ZipBuilder.Read(signed, s_trusting);
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.ProductName.ShouldBe("Minimal");
        result.IsSignedAsWhole.ShouldBeTrue();
        result.Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Trusted);

        // the same, packed by a tool that compresses the CSAR once more
        ZipBuilder.Read(ZipBuilder.With(signed, _ => { }), s_trusting).Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Trusted);
    }

    [Fact]
    public void A_signature_beside_the_file_counts()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "minimal.csar");
        File.WriteAllBytes(path, s_plain);
        File.WriteAllBytes(Path.Combine(folder.Path, "minimal.csar.sig.cms"), Sign(s_plain, TestPki.Signer, inside: false));
        File.WriteAllText(Path.Combine(folder.Path, "minimal.cert"), TestPki.Signer.ExportCertificatePem() + "\n" + TestPki.Intermediate.ExportCertificatePem());
        using var container = PackageContainer.Open(path);
        PackageReader.Read(container.Files, s_trusting).Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Trusted);
    }

    [Fact]
    public void A_signed_file_is_verified_with_the_certificate_the_manifest_names()
    {
        var image = File.ReadAllBytes(Path.Combine(Shared.Samples, "minimal/vnf/Files/images/vnf.img"));
        byte[] Package(byte[] cms) => ZipBuilder.With(s_plain, files =>
        {
            files["Files/images/vnf.sig.cms"] = cms;
            files["Files/images/vendor.cert"] = Encoding.ASCII.GetBytes(TestPki.Signer.ExportCertificatePem() + "\n" + TestPki.Intermediate.ExportCertificatePem());
            files["minimal.mf"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["minimal.mf"])
                .Replace("Source: Files/images/vnf.img\n", "Source: Files/images/vnf.img\nSignature: Files/images/vnf.sig.cms\nCertificate: Files/images/vendor.cert\n", StringComparison.Ordinal));
        });
        var options = s_trusting with { Signatures = s_trusting.Signatures with { Policy = SignaturePolicy.VerifyIfPresent } };
        var good = ZipBuilder.Read(Package(Sign(image, TestPki.Signer, inside: false)), options);
        good.Diagnostics.ShouldBeEmpty();
        (good.Signatures.ShouldHaveSingleItem().Scope, good.Signatures[0].Status, good.Signatures[0].Covers).ShouldBe((SignatureScope.Artifact, SignatureStatus.Trusted, "Files/images/vnf.img"));
        Code(Package(Sign([1, 2, 3], TestPki.Signer, inside: false)), options).ShouldBe("TOSCA0052");

        // one signed file is not a signed package
        Code(Package(Sign(image, TestPki.Signer)), s_trusting).ShouldBe("TOSCA0050");
    }

    [Fact]
    public void The_certificate_may_be_the_one_of_the_package()
    {
        var folder = new TemporaryDirectory();
        folder.Copy(Path.Combine(Shared.Samples, "minimal/vnf"));
        folder.With("minimal.cert", TestPki.Signer.ExportCertificatePem() + "\n" + TestPki.Intermediate.ExportCertificatePem());
        using (folder)
        {
            using var csar = new MemoryStream();
            CsarPacker.Pack(folder.Path, csar, new CsarPackOptions { SignManifest = text => Sign(text, TestPki.Signer, inside: false) });
            var result = ZipBuilder.Read(csar.ToArray(), s_trusting);
            result.Diagnostics.ShouldBeEmpty();
            result.Layout.Certificate.ShouldBe("minimal.cert");
        }
    }

    [Fact]
    public void Content_that_was_changed_after_signing_is_refused()
    {
        var signed = ZipBuilder.Sample("minimal/vnf", new CsarPackOptions { SignManifest = text => Sign(text, TestPki.Signer) });
        Code(ZipBuilder.With(signed, f => f["minimal.mf"] = [.. "metadata:\n  vnf_release_date_time: 2020-01-01T00:00:00Z\n"u8, .. f["minimal.mf"].AsSpan("metadata:\n".Length)]), s_trusting).ShouldBe("TOSCA0052");
        Code(ZipBuilder.With(signed, f => f["minimal.yaml"] = [.. f["minimal.yaml"], .. "# more"u8]), s_trusting).ShouldBe("TOSCA0016");
        Code(ZipBuilder.With(signed, f => f["Scripts/evil.sh"] = "rm -rf /"u8.ToArray()), s_trusting).ShouldBe("TOSCA0061");
        Code(ZipBuilder.With(Wrapped(s_plain, TestPki.Signer), f => f["minimal.csar"] = ZipBuilder.Sample("5g-core/nrf")), s_trusting).ShouldBe("TOSCA0052");
    }

    [Fact]
    public void What_is_wrong_with_the_certificate_is_said_precisely()
    {
        Certificate(TestPki.Leaf("CN=Old", until: TestPki.Now.AddDays(-1))).ShouldBe("TOSCA0054: the certificate 'CN=Old' expired 2026-05-31 00:00:00Z; now is 2026-06-01 00:00:00Z");
        Certificate(TestPki.Leaf("CN=Early", from: TestPki.Now.AddDays(1))).ShouldStartWith("TOSCA0054: the certificate 'CN=Early' is not yet valid");
        Certificate(TestPki.Leaf("CN=Encrypts", usage: X509KeyUsageFlags.KeyEncipherment)).ShouldStartWith("TOSCA0056: the certificate 'CN=Encrypts' is not for signing: its key usage is KeyEncipherment");
        Certificate(TestPki.Leaf("CN=Server", extended: "1.3.6.1.5.5.7.3.1")).ShouldStartWith("TOSCA0056: the certificate 'CN=Server' is not for signing packages");
        Certificate(TestPki.Leaf("CN=Code", extended: "1.3.6.1.5.5.7.3.3")).ShouldBe("");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var self = new CertificateRequest("CN=Nobody", key, HashAlgorithmName.SHA256).CreateSelfSigned(TestPki.Now.AddYears(-1), TestPki.Now.AddYears(1));
        Certificate(self).ShouldBe("TOSCA0055: the certificate 'CN=Nobody' is not trusted: its chain ends at 'CN=Nobody', which is not in the trust store");

        // a certificate that claims to come from our root but does not
        using var fakeRoot = new CertificateRequest("CN=Test Issuing CA", key, HashAlgorithmName.SHA256).CreateSelfSigned(TestPki.Now.AddYears(-1), TestPki.Now.AddYears(1));
        Certificate(TestPki.Leaf("CN=Forged", issuer: fakeRoot)).ShouldBe("TOSCA0059: the certificate 'CN=Forged' cannot be part of a chain of trust: it was not signed by its issuer 'CN=Test Issuing CA'");
    }

    [Fact]
    public void Signers_and_issuers_can_be_trusted_as_such()
    {
        var package = Wrapped(s_plain, TestPki.Signer, chain: false);
        foreach (var anchor in new[] { TestPki.Signer, TestPki.Intermediate })
        {
            ZipBuilder.Read(package, Options(SignaturePolicy.Require, anchor)).Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Trusted, anchor.Subject);
        }

        var alone = ZipBuilder.Read(package, s_trusting).Errors.ShouldHaveSingleItem();
        alone.Code.ShouldBe("TOSCA0055");
        alone.Message.ShouldContain("the certificate of its issuer 'CN=Test Issuing CA' is neither in the package nor in the trust store");
    }

    [Fact]
    public void Policies()
    {
        Code(s_plain, s_trusting).ShouldBe("TOSCA0050");
        ZipBuilder.Read(s_plain, Options(SignaturePolicy.VerifyIfPresent, TestPki.Root)).Ok.ShouldBeTrue();
        var broken = ZipBuilder.With(Wrapped(s_plain, TestPki.Signer), f => f["minimal.cms"] = [1, 2, 3]);
        Code(broken, PackageReadOptions.Default).ShouldBe("TOSCA0051");
        ZipBuilder.Read(broken, Options(SignaturePolicy.Ignore, null)).Ok.ShouldBeTrue();

        // without trust store: intact, and said so
        var intact = ZipBuilder.Read(Wrapped(s_plain, TestPki.Signer));
        intact.Ok.ShouldBeTrue();
        intact.Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Intact);
        intact.Diagnostics.ShouldContain(d => d.Code == "TOSCA0058");
    }

    [Fact]
    public void A_signer_without_certificate_and_weak_digests_are_refused()
    {
        Code(Wrapped(s_plain, TestPki.Signer, certificateInside: false, certificateBeside: false), s_trusting).ShouldBe("TOSCA0053");
        var sha1 = ZipBuilder.With(Wrapped(s_plain, TestPki.Signer), f => f["minimal.cms"] = FrameworkSign(s_plain, TestPki.Signer, "1.3.14.3.2.26"));
        Code(sha1, s_trusting).ShouldBe("TOSCA0057");
    }

    [Fact]
    public void Line_ends_that_openssl_signs_without_binary_are_accepted_and_told()
    {
        var signed = ZipBuilder.Sample("minimal/vnf", new CsarPackOptions { SignManifest = text => Sign(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ReplaceLineEndings("\r\n")), TestPki.Signer) });
        var result = ZipBuilder.Read(signed, s_trusting);
        result.Ok.ShouldBeTrue();
        result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0060");
    }

    [Fact]
    public void Archives_around_a_csar_that_make_no_sense_are_diagnosed()
    {
        Code(ZipBuilder.Zip(("a.csar", s_plain)), PackageReadOptions.Default).ShouldBe("TOSCA0035");
        Code(ZipBuilder.Zip(("a.csar", s_plain), ("b.csar", s_plain), ("a.cms", [1])), PackageReadOptions.Default).ShouldBe("TOSCA0035");
        Code(ZipBuilder.Zip(("a.csar", [1, 2, 3]), ("a.cms", Sign([1, 2, 3], TestPki.Signer))), PackageReadOptions.Default).ShouldBe("TOSCA0001");
    }

    [Fact]
    public void Damaged_signatures_never_throw()
    {
        var random = new Random(11);
        var cms = Sign(s_plain, TestPki.Signer);
        for (var i = 0; i < 400; i++)
        {
            var mutated = (byte[])cms.Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            if (i % 4 == 0)
            {
                mutated = mutated[..random.Next(mutated.Length)];
            }

            var bag = new DiagnosticBag(strict: false, limit: 10);
            var signature = new SignatureVerifier(s_trusting.Signatures, bag).Verify(SignatureScope.Package, "a.cms", "a.csar", mutated, [new SignedContent(() => new MemoryStream(s_plain))], []);
            (signature.Status == SignatureStatus.Refused).ShouldBe(bag.HasErrors);
        }
    }

    private static string Certificate(X509Certificate2 signer)
    {
        var error = ZipBuilder.Read(Wrapped(s_plain, signer), s_trusting).Errors.SingleOrDefault();
        return error is null ? "" : $"{error.Code}: {error.Message}";
    }

    private static string Code(byte[] package, PackageReadOptions options) => ZipBuilder.Read(package, options).Errors.First().Code;

    private static PackageReadOptions Options(SignaturePolicy policy, X509Certificate2? anchor) => PackageReadOptions.Default with
    {
        Signatures = new SignatureOptions { Policy = policy, TrustStore = anchor is null ? null : new TrustStore([anchor]), Time = TestPki.Now },
    };

    private static byte[] Wrapped(byte[] csar, X509Certificate2 signer, bool certificateInside = true, bool certificateBeside = true, bool chain = true)
    {
        using var stream = new MemoryStream();
        var beside = signer.ExportCertificatePem() + "\n" + TestPki.Intermediate.ExportCertificatePem();
        CsarPacker.Wrap("minimal.csar", new MemoryStream(csar), CmsWriter.Sign(new MemoryStream(csar), signer, chain ? [TestPki.Intermediate] : [], certificateInside, TestPki.Now, HashAlgorithmName.SHA256), certificateInside || !certificateBeside ? null : Encoding.ASCII.GetBytes(beside), stream);
        return stream.ToArray();
    }

    private static byte[] Sign(byte[] content, X509Certificate2 signer, bool inside = true) => CmsWriter.Sign(new MemoryStream(content), signer, [TestPki.Intermediate], inside, TestPki.Now, HashAlgorithmName.SHA256);

    private static byte[] FrameworkSign(byte[] content, X509Certificate2 signer, string digest = "2.16.840.1.101.3.4.2.1")
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var by = new System.Security.Cryptography.Pkcs.CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, signer) { DigestAlgorithm = new Oid(digest), IncludeOption = X509IncludeOption.EndCertOnly };
        by.Certificates.Add(TestPki.Intermediate);
        by.SignedAttributes.Add(new Pkcs9SigningTime(TestPki.Now.UtcDateTime));
        cms.ComputeSignature(by);
        return cms.Encode();
    }
}
